"""How typed amounts and days are understood."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from filon.ui import formatting, reading

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56 lei", "1234.56"),
        ("1\N{NO-BREAK SPACE}234,56\N{NO-BREAK SPACE}€", "1234.56"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("0.500", "0.5"),
        ("12,5", "12.5"),
        (",5", "0.5"),
        ("5,", "5"),
        ("12k", "12000"),
        ("12 mii", "12000"),
        ("1,5 mil. lei", "1500000"),
        ("−1.200", "-1200"),
        ("RON 42500", "42500"),
    ],
)
def test_amounts_people_write(text, amount):
    assert reading.amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "mult", "1.234.56,7,8", "12 mere", "1..2", "--5", "1.2.3", "lei"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(reading.Unreadable):
        reading.amount(text)


@given(some.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_we_write_is_read_back(amount):
    assert reading.amount(formatting.money_exact(amount)) == amount


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("azi", date(2026, 11, 23)),
        ("Mâine", date(2026, 11, 24)),
        ("maine", date(2026, 11, 24)),
        ("poimâine", date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 24)),
        ("vineri", date(2026, 11, 27)),
        ("luni", date(2026, 11, 30)),
        ("Sâmbătă", date(2026, 11, 28)),
        ("15.12", date(2026, 12, 15)),
        ("15.12.", date(2026, 12, 15)),
        ("15/12/2027", date(2027, 12, 15)),
        ("15.12.27", date(2027, 12, 15)),
        ("15-12-2026", date(2026, 12, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("10.3", date(2027, 3, 10)),
        ("29.2", date(2028, 2, 29)),
        ("15 dec", date(2026, 12, 15)),
        ("15 decembrie 2026", date(2026, 12, 15)),
        ("3 Sept 2027", date(2027, 9, 3)),
        ("+3", date(2026, 11, 26)),
        ("-1", date(2026, 11, 22)),
        ("+2s", date(2026, 12, 7)),
        ("+1 l", date(2026, 12, 23)),
    ],
)
def test_days_people_write(text, day):
    assert reading.day(text, MONDAY) == day


def test_a_month_later_is_never_past_the_end_of_the_month():
    assert reading.day("+1l", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize("text", ["31.11", "30.02.2026", "2026-13-01", "29.2.2027", "0.5"])
def test_days_that_the_calendar_does_not_have(text):
    with pytest.raises(reading.NoSuchDay):
        reading.day(text, MONDAY)


@pytest.mark.parametrize("text", ["", "cândva", "15 foo", "1.2.3.4", "12"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(reading.Unreadable):
        reading.day(text, MONDAY)


@given(some.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    for read in (reading.amount, lambda typed: reading.day(typed, MONDAY)):
        try:
            read(text)
        except reading.Unreadable:
            continue
