"""Who is free when, on one day: half an hour by half an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from filon.accounts.models import User
from filon.calendar.services.reading import busy_times
from filon.calendar.services.zones import to_utc

STEP = timedelta(minutes=30)
FIRST_HOUR, LAST_HOUR = 7, 21


@dataclass(frozen=True)
class HalfHour:
    """Half an hour: whether each of the people is busy in it, in their order, and whether all are free."""

    start: datetime
    busy: list[bool]

    @property
    def is_free(self) -> bool:
        """Whether everybody could come."""
        return not any(self.busy)


def availability(reader: User, people: Sequence[User], day: date) -> list[HalfHour]:
    """The half hours of a day on the reader's clock, from 7 to 21. Three queries for any number of people."""
    first = to_utc(datetime.combine(day, time(FIRST_HOUR)), reader.zone)
    last = to_utc(datetime.combine(day, time(LAST_HOUR)), reader.zone)
    spans = dict[int, list[tuple[datetime, datetime]]]()
    for user_id, start, end in busy_times([person.pk for person in people], first, last):
        spans.setdefault(user_id, []).append((start, end))
    rows, at, zone = list[HalfHour](), first, ZoneInfo(reader.zone)
    while at < last:
        busy = [_is_busy(spans.get(person.pk, ()), at) for person in people]
        rows.append(HalfHour(at.astimezone(zone), busy))
        at += STEP
    return rows


def _is_busy(spans: Sequence[tuple[datetime, datetime]], at: datetime) -> bool:
    return any(start < at + STEP and end > at for start, end in spans)
