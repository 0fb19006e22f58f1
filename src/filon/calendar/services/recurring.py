"""How a series goes on: its rule, the days that the rule gives, and the words for it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.calendar.choices import Frequency, Position, Weekday
from filon.calendar.services.zones import to_utc, to_wall
from filon.core.exceptions import DomainError
from filon.ui.formatting import day as written_day

MOST = 730
"""The most meetings that a series may have: two years of every day."""

LONGEST_YEARS = 10
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_MONTH_DAY = 31


@dataclass(frozen=True)
class Repetition:
    """A rule: every `interval` days, weeks, months or years, on these weekdays, this day of the month, or the
    `position`-th of its one weekday. It ends after `count` meetings, or on the day `until`, or never.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    position: int | None = None
    count: int | None = None
    until: date | None = None

    @property
    def rule(self) -> str:
        """The RRULE without its end (RFC 5545 §3.3.10)."""
        parts = [f"FREQ={self.frequency.value}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            nth = str(self.position or "")
            parts.append("BYDAY=" + ",".join(f"{nth}{_CODES[day]}" for day in sorted(self.weekdays)))
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)

    def words(self) -> str:
        """The rule as people say it: „La 2 săptămâni, marți, joi, până la 24.11.2027”."""
        text = _every(self.frequency, self.interval)
        names = ", ".join(str(Weekday(day).label).lower() for day in sorted(self.weekdays))
        if self.position:
            text = _("%(every)s, on the %(position)s %(day)s") % {
                "every": text,
                "position": Position(self.position).label,
                "day": names,
            }
        elif names:
            text = _("%(every)s, on %(days)s") % {"every": text, "days": names}
        elif self.month_day:
            text = _("%(every)s, on day %(day)s") % {"every": text, "day": self.month_day}
        if self.until:
            return _("%(text)s, until %(day)s") % {"text": text, "day": written_day(self.until)}
        if not self.count:
            return text
        pattern = ngettext("%(text)s, %(count)s time", "%(text)s, %(count)s times", self.count)
        return pattern % {"text": text, "count": self.count}


def _every(frequency: Frequency, interval: int) -> str:
    if interval == 1:
        return str(frequency.label)
    pattern = {
        Frequency.DAILY: ngettext("Every %(n)s day", "Every %(n)s days", interval),
        Frequency.WEEKLY: ngettext("Every %(n)s week", "Every %(n)s weeks", interval),
        Frequency.MONTHLY: ngettext("Every %(n)s month", "Every %(n)s months", interval),
        Frequency.YEARLY: ngettext("Every %(n)s year", "Every %(n)s years", interval),
    }[frequency]
    return pattern % {"n": interval}


def read_rule(rule: str, *, count: int | None = None, until: date | None = None) -> Repetition | None:
    """The repetition that an RRULE means, or None when it says something that we do not do."""
    named = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    if named.get("FREQ") not in Frequency.values or set(named) - _UNDERSTOOD:
        return None
    try:
        positions, weekdays = _read_days(named.get("BYDAY", ""))
        return checked(
            Repetition(
                frequency=Frequency(named["FREQ"]),
                interval=int(named.get("INTERVAL", "1")),
                weekdays=weekdays,
                month_day=int(named["BYMONTHDAY"]) if "BYMONTHDAY" in named else None,
                position=positions,
                count=count,
                until=until,
            )
        )
    except (ValueError, DomainError):
        return None


_UNDERSTOOD = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"}


def _read_days(text: str) -> tuple[int | None, tuple[int, ...]]:
    codes = [code for code in text.split(",") if code]
    days = tuple(_CODES.index(code[-2:]) for code in codes)
    nth = {int(code[:-2]) for code in codes if code[:-2]}
    if len(nth) > 1 or (nth and len(codes) != 1):
        raise ValueError(text)
    return (nth.pop() if nth else None), days


def checked(wanted: Repetition) -> Repetition:
    """`wanted` if it makes sense; DomainError at the field that does not."""
    if not 1 <= wanted.interval <= 999:
        raise DomainError(_("Write a number from 1 to 999."), field="interval")
    if wanted.count is not None and wanted.count < 1:
        raise DomainError(_("A series has at least one meeting."), field="count")
    if wanted.month_day is not None and not 1 <= wanted.month_day <= _LAST_MONTH_DAY:
        raise DomainError(_("Choose a day from 1 to 31."), field="month_day")
    if wanted.position is not None and (wanted.position not in Position.values or len(wanted.weekdays) != 1):
        raise DomainError(_("Choose one day of the week."), field="weekdays")
    if wanted.frequency == Frequency.WEEKLY and not wanted.weekdays:
        raise DomainError(_("Choose at least one day of the week."), field="weekdays")
    return wanted


@dataclass(frozen=True)
class Days:
    """The starts of a series in UTC, and whether the rule had more of them than a series may have."""

    starts: list[datetime]
    is_cut: bool


def days_of(repetition: Repetition, *, start: datetime, zone: str, is_all_day: bool) -> Days:
    """The days that the rule gives from `start` on. The clock on the wall shows the same on each of them.

    At most 730, and at most ten years: endless rules and long ones are cut there.
    """
    place = "UTC" if is_all_day else zone
    first = to_wall(start, place)
    limit = _year_later(first, LONGEST_YEARS)
    rule = rrulestr(f"{repetition.rule};UNTIL={limit:%Y%m%dT%H%M%S};WKST=MO", dtstart=first)
    wanted = takewhile(lambda wall: repetition.until is None or wall.date() <= repetition.until, rule)
    found = list(islice(wanted, min(repetition.count or MOST + 1, MOST + 1)))
    kept = found[:MOST]
    ends_by_itself = repetition.count is not None and len(kept) >= min(repetition.count, MOST + 1)
    reaches_its_day = repetition.until is not None and repetition.until <= limit.date() and len(found) <= MOST
    return Days([to_utc(wall, place) for wall in kept], not (ends_by_itself or reaches_its_day))


def _year_later(wall: datetime, years: int) -> datetime:
    leap_day = wall.month == 2 and wall.day == 29
    return wall.replace(year=wall.year + years, day=28 if leap_day else wall.day)


def moved_days(repetition: Repetition, days: int, first: datetime) -> Repetition:
    """The rule after its meetings were moved by whole `days`, so that the first is at `first` on the wall.

    Weekdays, the day of the month and the last day follow.
    """
    if not days:
        return repetition
    return replace(
        repetition,
        weekdays=tuple(sorted((day + days) % 7 for day in repetition.weekdays))
        if not repetition.position
        else ((first.weekday(),)),
        month_day=first.day if repetition.month_day else None,
        position=position_of(first.date()) if repetition.position else None,
        until=repetition.until + timedelta(days=days) if repetition.until else None,
    )


def position_of(day: date) -> int:
    """Which of its month's weekdays a day is: the fourth is called the last only when there is no fifth."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth <= 4 else -1


def utc_date(moment: datetime) -> date:
    """The day of a moment in UTC, as whole days are kept."""
    return moment.astimezone(UTC).date()
