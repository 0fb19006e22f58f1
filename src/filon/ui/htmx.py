"""What a view needs to answer htmx and a plain browser alike."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh, trigger_client_event
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request that has passed django-htmx's middleware."""

    htmx: HtmxDetails


def wants_fragment(request: HttpRequest) -> bool:
    """Whether only a part of the page is asked for, rather than the whole."""
    details: HtmxDetails | None = getattr(request, "htmx", None)
    return details is not None and bool(details) and not details.boosted and not details.history_restore_request


def redirect(request: HttpRequest, url: str) -> HttpResponse:
    """Lead the browser to `url`, whoever asked."""
    return HttpResponseClientRedirect(url) if wants_fragment(request) else HttpResponseRedirect(url)


def refresh(request: HttpRequest, url: str = "") -> HttpResponse:
    """Load the page again: htmx where it stands, a plain browser at `url`."""
    return HttpResponseClientRefresh() if wants_fragment(request) else HttpResponseRedirect(url or request.path)


def close_dialog(response: HttpResponse | None = None) -> HttpResponse:
    """Close the open dialog, together with what `response` brings; without one, nothing on the page changes."""
    return trigger_client_event(response or HttpResponse(status=204), "filon:close-dialog", {})
