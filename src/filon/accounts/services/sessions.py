"""The browsers in which a user is signed in."""

import re
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from filon.accounts.models import BrowserSession, User
from filon.accounts.policies import require_self
from filon.core import clock

SEEN_STEP = timedelta(hours=1)
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone|iPad", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@transaction.atomic
def note_session(*, user: User, session_key: str, client: str, browser: str) -> None:
    """Remember that the session is the user's; sessions that have expired are cleared away."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    BrowserSession.objects.update_or_create(
        session_id=session_key,
        defaults={"user": user, "client": client[:45], "browser": browser_name(browser)},
    )


def note_seen(*, session_key: str) -> None:
    """Remember that the session is still in use."""
    BrowserSession.objects.filter(session_id=session_key).update(last_seen_at=clock.now())


def open_sessions(user: User) -> QuerySet[BrowserSession]:
    """Where the user is signed in, latest first."""
    return BrowserSession.objects.filter(user=user, session__expire_date__gt=clock.now())


@transaction.atomic
def end_other_sessions(*, actor: User | None, user: User, but: str) -> int:
    """Sign the user out everywhere but in the session with the key `but`; returns how many ended."""
    require_self(actor, user)
    return end_sessions(BrowserSession.objects.filter(user=user).exclude(session_id=but))


def end_sessions(sessions: QuerySet[BrowserSession]) -> int:
    """End sessions, whoever's they are."""
    keys = list(sessions.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def browser_name(agent: str) -> str:
    """A short name of the browser and system in a User-Agent header: „Firefox, Windows”."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for marks, name in _SYSTEMS if re.search(marks, agent)), "")
    return ", ".join(part for part in (browser, system) if part)
