"""Named periods of days fall where a calendar says."""

from datetime import UTC, date, datetime

import pytest

from filon.ui.periods import day_range, moment_range, period_label, periods

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("today", date(2026, 11, 24), date(2026, 11, 24)),
        ("this_week", date(2026, 11, 23), date(2026, 11, 29)),
        ("this_month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
        ("next_month", date(2026, 12, 1), date(2026, 12, 31)),
        ("this_quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("before_today", None, date(2026, 11, 23)),
        ("2026-11-01..2026-11-15", date(2026, 11, 1), date(2026, 11, 15)),
        ("2026-11-01..", date(2026, 11, 1), None),
    ],
)
def test_a_period_has_its_first_and_last_day(value: str, first: date | None, last: date | None) -> None:
    assert day_range(value, TODAY) == (first, last)


@pytest.mark.parametrize("value", ["..", "x", "2026-13-01..", "", "2026-11-01"])
def test_what_is_no_period_is_none(value: str) -> None:
    assert day_range(value, TODAY) is None
    assert period_label(value, TODAY) == ""


def test_january_follows_december() -> None:
    assert day_range("last_month", date(2026, 1, 31)) == (date(2025, 12, 1), date(2025, 12, 31))
    assert day_range("next_month", date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 1, 31))


def test_a_day_begins_and_ends_at_the_readers_midnight_also_when_the_clock_changes() -> None:
    long_day = date(2026, 10, 25)
    begins, is_over = moment_range((long_day, long_day), "Europe/Bucharest")
    assert (begins, is_over) == (datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 10, 25, 22, tzinfo=UTC))


def test_every_named_period_can_be_found_and_is_named() -> None:
    for name, label in periods().items():
        assert day_range(name, TODAY) is not None
        assert period_label(name, TODAY) == label
