"""Named periods of days, such as this month, as they fall for a given today."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filon.ui import formatting

Days = tuple[date | None, date | None]


def periods() -> dict[str, str]:
    """The names and labels of all periods, from the past to the future."""
    return {
        "before_today": _("before today"),
        "last_year": _("last year"),
        "last_month": _("last month"),
        "last_30_days": _("the last 30 days"),
        "today": _("today"),
        "this_week": _("this week"),
        "this_month": _("this month"),
        "this_quarter": _("this quarter"),
        "this_year": _("this year"),
        "next_30_days": _("the next 30 days"),
        "next_month": _("next month"),
        "from_this_month": _("from this month on"),
    }


def day_range(value: str, today: date) -> Days | None:
    """The first and last day of a named period, or of `2026-11-01..2026-11-30` with either end open."""
    if ".." in value:
        low, _dots, high = value.partition("..")
        try:
            ends = _day(low), _day(high)
        except ValueError:
            return None
        return None if ends == (None, None) else ends
    return _named(value, today)


def moment_range(days: Days, zone: str) -> tuple[datetime | None, datetime | None]:
    """The moments at which the days begin and after which they are over, in UTC; the second is not included."""
    first, last = days
    # Beyond the ends of the calendar there is no midnight to compare with, and nothing to leave out.
    first = None if first is None or first.year == date.min.year else first
    after = None if last is None or last == date.max else last + timedelta(days=1)
    return _midnight(first, zone), _midnight(after, zone)


def period_label(value: str, today: date) -> str:
    """A period in words: „luna aceasta”, „01.11.2026 – 15.11.2026”, „din 01.11.2026”; "" if it is none."""
    named = periods().get(value)
    if named:
        return named
    found = day_range(value, today)
    if found is None:
        return ""
    low, high = found
    if low is None:
        return _("until %(day)s") % {"day": formatting.day(high or today)}
    if high is None:
        return _("from %(day)s") % {"day": formatting.day(low)}
    return formatting.day(low) if low == high else f"{formatting.day(low)} – {formatting.day(high)}"


def month_of(day: date, step: int = 0) -> tuple[date, date]:
    """The first and last day of the month of `day`, or of one `step` months later."""
    months = day.year * 12 + day.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


STEPS = ("day", "week", "month", "quarter", "year")
"""What days are put together by."""


def step_labels() -> dict[str, str]:
    """The steps in words."""
    return {"day": _("day"), "week": _("week"), "month": _("month"), "quarter": _("quarter"), "year": _("year")}


def span(day: date, step: str) -> tuple[date, date]:
    """The first and last day of the week, month, quarter or year of `day`."""
    if step == "day":
        return day, day
    if step == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    if step == "month":
        return month_of(day)
    if step == "quarter":
        first = day.replace(day=1, month=day.month - (day.month - 1) % 3)
        return first, month_of(first, 2)[1]
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def span_label(first: date, step: str) -> str:
    """„noiembrie 2026”, „trim. 4 2026”, „2026”, „23.11 – 29.11.2026”."""
    if step == "year":
        return str(first.year)
    if step == "quarter":
        return _("Q%(quarter)d %(year)d") % {"quarter": (first.month + 2) // 3, "year": first.year}
    if step == "month":
        return date_format(first, "F Y").lower() if get_language() == "ro" else date_format(first, "F Y")
    low, high = span(first, step)
    return formatting.day(low) if low == high else f"{formatting.day(low)} – {formatting.day(high)}"


def _named(name: str, today: date) -> Days | None:
    monday = today - timedelta(days=today.weekday())
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    known: dict[str, Days] = {
        "before_today": (None, today - timedelta(days=1)),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "last_month": month_of(today, -1),
        "last_30_days": (today - timedelta(days=29), today),
        "today": (today, today),
        "this_week": (monday, monday + timedelta(days=6)),
        "this_month": month_of(today),
        "this_quarter": (quarter, month_of(quarter, 2)[1]),
        "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "next_30_days": (today, today + timedelta(days=29)),
        "next_month": month_of(today, 1),
        "from_this_month": (today.replace(day=1), None),
    }
    return known.get(name)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _midnight(day: date | None, zone: str) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
