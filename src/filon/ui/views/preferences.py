"""Language and theme, chosen from the menu or on the sign-in page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from filon.ui import preferences
from filon.ui.hooks import preference_chosen

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponse:
    page = request.POST.get("next") or request.headers.get("Referer") or "/"
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(page if safe else "/")


def _choose(request: HttpRequest, name: str, cookie: str, value: str) -> HttpResponse:
    user = preferences.user_of(request)
    if user:
        preference_chosen.run(user, name, value)
    response = HttpResponse(status=204) if request.headers.get("Filon-Quiet") else _back(request)
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on."""
    value = request.POST.get("language", "")
    if value not in dict(settings.LANGUAGES):
        value = settings.LANGUAGE_CODE
    return _choose(request, "language", preferences.LANGUAGE_COOKIE, value)


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light the pages otherwise from now on."""
    value = request.POST.get("theme", "")
    if value not in preferences.THEMES:
        value = "system"
    return _choose(request, "theme", preferences.THEME_COOKIE, value)
