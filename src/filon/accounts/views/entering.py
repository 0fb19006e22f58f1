"""How a session begins and ends; used by every page that lets somebody in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from filon.accounts.client import client_address
from filon.accounts.middleware import SEEN_KEY
from filon.accounts.models import User
from filon.accounts.services.sessions import note_session
from filon.core import clock

REMEMBERED = 30 * 24 * 3600
UNTIL_BROWSER_CLOSES = 0
PENDING_KEY = "filon_pending"


def enter(request: HttpRequest, user: User, *, remember: bool, next_page: str = "/") -> HttpResponse:
    """Begin a session of `user` and lead to `next_page`."""
    request.session.pop(PENDING_KEY, None)
    login(request, user)
    request.session.set_expiry(REMEMBERED if remember else UNTIL_BROWSER_CLOSES)
    remember_session(request, user)
    return HttpResponseRedirect(next_page)


def remember_session(request: HttpRequest, user: User) -> None:
    """List the present session among the user's browsers."""
    request.session[SEEN_KEY] = clock.now().isoformat()
    request.session.save()
    note_session(
        user=user,
        session_key=request.session.session_key or "",
        client=client_address(request),
        browser=request.headers.get("User-Agent", ""),
    )
