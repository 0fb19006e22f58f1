"""What this room does around every request."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from filon.accounts.models import User
from filon.accounts.services.sessions import SEEN_STEP, note_seen
from filon.core import clock

SEEN_KEY = "filon_seen"


def keep_alive_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note once an hour that a session is in use, which also moves its end further away. After authentication."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if SEEN_KEY in request.session and isinstance(request.user, User):
            now = clock.now()
            if datetime.fromisoformat(request.session[SEEN_KEY]) < now - SEEN_STEP:
                request.session[SEEN_KEY] = now.isoformat()
                note_seen(session_key=request.session.session_key or "")
        return get_response(request)

    return middleware
