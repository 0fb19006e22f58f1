"""What ui does around every view: the user's language and zone, toasts, expired sessions, refusals in words."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from filon.core.exceptions import DomainError
from filon.ui import errors, preferences, toasts
from filon.ui.htmx import wants_fragment

GetResponse = Callable[[HttpRequest], HttpResponse]
METHOD_NOT_ALLOWED = 405
SAFE = ("GET", "HEAD", "OPTIONS")


class PreferencesMiddleware:
    """Speak the user's language and tell the time where he is. Stands after authentication."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = preferences.language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(ZoneInfo(preferences.zone_of(request))):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class Refused(HttpResponse):
    """Stands for the answer to a refusal until the transaction that it undoes has ended."""

    def __init__(self, why: DomainError) -> None:
        super().__init__(status=why.status)
        self.why = why


class AnswersMiddleware:
    """Make answers fit for htmx: toasts go along, parts are not stored, an expired session leads to sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, Refused):
            response = errors.refusal(request, response.why)
        if response.status_code == METHOD_NOT_ALLOWED and not response.content:
            allowed = response.headers.get("Allow", "")
            response = errors.error(request, METHOD_NOT_ALLOWED)
            response["Allow"] = allowed
        patch_vary_headers(response, ["HX-Request"])
        if _leads_to_sign_in(response) and (wants_fragment(request) or request.method not in SAFE):
            return _sign_in_and_return(request)
        if wants_fragment(request):
            response.headers.setdefault("Cache-Control", "no-store")
            toasts.send_along(request, response)
        return response

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Catch a service's refusal that no form caught; its page is made once the transaction has been undone."""
        return Refused(exception) if isinstance(exception, DomainError) else None


def _leads_to_sign_in(response: HttpResponse) -> bool:
    """Whether the sign-in gate has turned a stranger away; it always says where to return to. Signing out does not."""
    return isinstance(response, HttpResponseRedirect) and response.url.startswith(f"{settings.LOGIN_URL}?next=")


def _sign_in_and_return(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in form and from there to the page on which the user was, not to the address of its part."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        page = "/"
    url = f"{settings.LOGIN_URL}?{urlencode({'next': page})}"
    if wants_fragment(request):
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
