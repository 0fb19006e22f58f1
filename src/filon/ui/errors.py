"""Error pages, and the same in one sentence for htmx."""

import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import trigger_client_event

from filon.core.exceptions import DomainError
from filon.ui.htmx import wants_fragment
from filon.ui.toasts import Toast

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SERVER_FAULT = 500


@dataclass(frozen=True)
class ErrorPage:
    """What an error page says: what happened and what to do."""

    icon: str
    title: "str | _StrPromise"
    text: "str | _StrPromise"


PAGES = {
    400: ErrorPage(
        "alert-triangle",
        gettext_lazy("The request could not be understood"),
        gettext_lazy("The address or the form was damaged on its way. Go back and try again."),
    ),
    403: ErrorPage(
        "lock",
        gettext_lazy("You may not open this page"),
        gettext_lazy("An administrator can give you the right to it."),
    ),
    404: ErrorPage(
        "search",
        gettext_lazy("The page does not exist"),
        gettext_lazy(
            "It may have been deleted, it may not be shared with you, or the address is wrong. Search by name."
        ),
    ),
    405: ErrorPage(
        "ban",
        gettext_lazy("The page cannot be opened like this"),
        gettext_lazy("This address only takes a form. Go back and press the button again."),
    ),
    409: ErrorPage(
        "arrow-merge",
        gettext_lazy("Something has changed meanwhile"),
        gettext_lazy("Go back, load the page again and repeat what you wanted to do."),
    ),
    422: ErrorPage(
        "alert-circle",
        gettext_lazy("This cannot be done"),
        gettext_lazy("Go back and correct what the sentence above says."),
    ),
    500: ErrorPage(
        "tool",
        gettext_lazy("Something did not work on our side"),
        gettext_lazy("What you wrote is kept in this browser. Go back and try again in a minute."),
    ),
    503: ErrorPage(
        "hourglass",
        gettext_lazy("Filon is busy for a moment"),
        gettext_lazy("The database does not answer yet. Nothing was lost: try again in a minute."),
    ),
}


OFFLINE = ErrorPage(
    "cloud-off",
    gettext_lazy("No connection"),
    gettext_lazy("What you wrote is kept on this device. Try again when you are back on the network."),
)
DISK_FULL = ErrorPage(
    "database",
    gettext_lazy("The server's disk is full"),
    gettext_lazy(
        "Nothing can be saved until an administrator frees some space. What you wrote is kept in this browser."
    ),
)
EXPIRED = ErrorPage(
    "refresh",
    gettext_lazy("The form has expired"),
    gettext_lazy("Go back, load the page again and send it once more. What you wrote is kept in this browser."),
)


def error(
    request: HttpRequest, status: int, *, page: ErrorPage | None = None, sentence: str = "", reference: str = ""
) -> HttpResponse:
    """The page of an error; for htmx an empty answer with a toast; for a program that wants JSON, a problem.

    `sentence` says what exactly happened. From 500 on the page needs neither database nor session.
    """
    page = page or PAGES[status]
    if wants_fragment(request):
        return _as_toast(status, sentence or str(page.title), reference)
    if not request.accepts("text/html"):
        problem = {"title": sentence or str(page.title), "status": status, "errors": []}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    context = {"page": page, "status": status, "sentence": sentence, "reference": reference}
    content = render_to_string("ui/error.html", context, request if status < SERVER_FAULT else None)
    return HttpResponse(content, status=status)


def _as_toast(status: int, sentence: str, reference: str) -> HttpResponse:
    response = HttpResponse(status=status, headers={"HX-Reswap": "none"})
    said = f"{sentence} {_('Reference: %s.') % reference}" if reference else sentence
    return trigger_client_event(response, "filon:toast", {"toasts": [asdict(Toast(said, "error"))]})


def refusal(request: HttpRequest, reason: DomainError) -> HttpResponse:
    """The answer to what a service would not do."""
    return error(request, reason.status, sentence=" ".join(str(text) for text in reason.errors.values()))


def new_reference() -> str:
    """A short number that a user can read out and an administrator can find in the log."""
    return f"F-{secrets.token_hex(3).upper()}"
