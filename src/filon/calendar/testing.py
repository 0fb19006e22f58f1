"""Builders for tests and for measuring."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.calendar.choices import Frequency
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.calendar.services.planning import create_meeting
from filon.calendar.services.recurring import Repetition
from filon.core import clock

BUCHAREST = ZoneInfo("Europe/Bucharest")


def at(text: str) -> datetime:
    """A moment written as the clock in Bucharest shows it: `at("2026-11-26 10:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=BUCHAREST).astimezone(UTC)


def weekly(*days: int, interval: int = 1, count: int | None = None) -> Repetition:
    """Every week on these days, Monday being 0."""
    return Repetition(Frequency.WEEKLY, interval=interval, weekdays=days, count=count)


def a_meeting(
    subject: str = "Vizită în hală", *, organiser: User | None = None, start: datetime | None = None, **values: Any
) -> Meeting:
    """A meeting of one hour, by default tomorrow at this time."""
    begin = start or clock.now() + timedelta(days=1)
    values.setdefault("ends_at", begin + timedelta(hours=1))
    return create_meeting(actor=organiser or a_user(), subject=subject, starts_at=begin, **values)


def many_meetings(organisers: Sequence[User], starts: Sequence[datetime]) -> list[Meeting]:
    """Meetings of half an hour, one at each of `starts`, by the organisers in turn: written in bulk, nobody invited."""
    meetings = Meeting.objects.bulk_create_records(
        [
            Meeting(
                subject=f"Ședința {number}",
                organiser=organisers[number % len(organisers)],
                starts_at=start,
                ends_at=start + timedelta(minutes=30),
                zone="Europe/Bucharest",
                uid=f"{number}@measured",
            )
            for number, start in enumerate(starts)
        ]
    )
    Attendee.objects.bulk_create(
        [Attendee(meeting=one, user=one.organiser, email=one.organiser.email) for one in meetings]
    )
    Occurrence.objects.bulk_create(
        [
            Occurrence(meeting=one, original_start=one.starts_at, starts_at=one.starts_at, ends_at=one.ends_at)
            for one in meetings
        ]
    )
    return meetings
