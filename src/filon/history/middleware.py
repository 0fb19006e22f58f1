"""The edge for pages and the API: one unsafe request is one change-set and one transaction."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from filon.accounts.models import User
from filon.history.choices import Kind
from filon.history.services import recording

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
RAISED = "filon_view_raised"
WHOLE_TYPES = frozenset({"application/json", "message/rfc822", "text/plain"})
PARSED_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class ChangeSetMiddleware:
    """Opens a change-set around an unsafe request. A view that raises, and an answer of 500 and above, leave
    nothing behind. A service that refuses undoes its own part; what was noted beside it (a failed sign-in) stays.

    What came with the request is read before the transaction begins, so that a slow client holds up no writer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        _read_whole(request)
        user = getattr(request, "user", None)
        actor = user if isinstance(user, User) else None
        kind = Kind.API if request.path.startswith("/api/") else Kind.WEB
        with recording.write(actor, kind):
            response = self.get_response(request)
            if response.status_code >= 500 or hasattr(request, RAISED):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        """Undo what a view wrote before it raised; not yet, as the page that says so still reads the database."""
        setattr(request, RAISED, True)


def _read_whole(request: HttpRequest) -> None:
    if request.content_type in PARSED_TYPES:
        _ = request.POST
    elif request.content_type in WHOLE_TYPES:
        _ = request.body
