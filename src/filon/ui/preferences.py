"""The language, theme and time zone of a request: the user's own, else a cookie's, else the house's."""

from typing import Literal, Protocol, cast

from django.conf import settings
from django.http import HttpRequest

from filon.core.house import house

LANGUAGE_COOKIE = "filon_language"
THEME_COOKIE = "filon_theme"
THEMES = ("system", "light", "dark")
Theme = Literal["system", "light", "dark"]


class HasPreferences(Protocol):
    """What ui reads of a signed-in user; the room that owns users is above this one."""

    is_authenticated: bool
    language: str
    time_zone: str
    theme: str
    has_letter_keys: bool


def user_of(request: HttpRequest) -> HasPreferences | None:
    """The signed-in user, or None."""
    user = getattr(request, "user", None)
    return cast("HasPreferences", user) if user is not None and user.is_authenticated else None


def language_of(request: HttpRequest) -> str:
    """One of the installation's languages."""
    user = user_of(request)
    chosen = user.language if user else request.COOKIES.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in dict(settings.LANGUAGES) else house().language


def zone_of(request: HttpRequest) -> str:
    """An IANA time zone."""
    user = user_of(request)
    return (user.time_zone if user else "") or settings.TIME_ZONE


def theme_of(request: HttpRequest) -> Theme:
    """How the page is lit; "system" leaves it to the device."""
    user = user_of(request)
    chosen = user.theme if user else request.COOKIES.get(THEME_COOKIE, "")
    return cast("Theme", chosen) if chosen in THEMES else "system"
