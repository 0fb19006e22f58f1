"""Named periods of days, such as this month, as they fall for a given today."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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
    return _midnight(first, zone), _midnight(last + timedelta(days=1) if last else None, zone)


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
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


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
    }
    return known.get(name)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _midnight(day: date | None, zone: str) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
