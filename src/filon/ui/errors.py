"""Error pages, and the same in one sentence for htmx."""

import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core.exceptions import DomainError
from filon.ui import toasts
from filon.ui.htmx import wants_fragment

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

log = logging.getLogger(__name__)


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


def error(request: HttpRequest, status: int, *, sentence: str = "", reference: str = "") -> HttpResponse:
    """The page of an error, or for htmx an empty answer with a toast. `sentence` says what exactly happened."""
    page = PAGES[status]
    if wants_fragment(request):
        said = sentence or str(page.title)
        toasts.toast(request, f"{said} {_('Reference: %s.') % reference}" if reference else said, kind="error")
        response = HttpResponse(status=status)
        response["HX-Reswap"] = "none"
        toasts.send_along(request, response)
        return response
    context = {"page": page, "status": status, "sentence": sentence, "reference": reference}
    return render(request, "ui/error.html", context, status=status)


def refusal(request: HttpRequest, reason: DomainError) -> HttpResponse:
    """The answer to what a service would not do."""
    return error(request, reason.status, sentence=" ".join(str(text) for text in reason.errors.values()))


def new_reference() -> str:
    """A short number that a user can read out and an administrator can find in the log."""
    return f"F-{secrets.token_hex(3).upper()}"
