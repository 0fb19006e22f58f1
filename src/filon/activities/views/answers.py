"""What pages are told after an activity has changed."""

from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

from filon.ui.htmx import close_dialog, redirect, wants_fragment

CHANGED = "filon:activities-changed"


def changed(request: HttpRequest, url: str) -> HttpResponse:
    """Close the dialog and let the parts of the page that show activities ask anew; a plain browser goes to `url`."""
    if not wants_fragment(request):
        return redirect(request, url)
    return announced(close_dialog())


def announced(response: HttpResponse) -> HttpResponse:
    """The answer, with the word that activities have changed."""
    trigger_client_event(response, CHANGED, {})
    return trigger_client_event(response, "filon:list-refresh", {})
