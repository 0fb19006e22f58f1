"""Numbers, days and words as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from filon.exchange.readers import Style, Unreadable, choice, day_of, number, number_of, text_of, yes_no

COMMA, POINT = Style(","), Style(".")


@pytest.mark.parametrize(
    ("written", "style", "expected"),
    [
        ("1.234,56", COMMA, "1234.56"),
        ("1,234.56", POINT, "1234.56"),
        ("1.234,56", POINT, "1234.56"),
        ("1.234", COMMA, "1234"),
        ("1.234", POINT, "1.234"),
        ("1,234", POINT, "1234"),
        ("0.125", COMMA, "0.125"),
        ("12.5", COMMA, "12.5"),
        ("1'234'567,89", COMMA, "1234567.89"),
        ("1.234.567'89", COMMA, "123456789"),
        ("(1.62)", POINT, "-1.62"),
        ("1,9e5", COMMA, "190000"),
        ("1.20E-05", POINT, "0.000012"),
        ("42 500 lei", COMMA, "42500"),
        ("€ 1.000.000", COMMA, "1000000"),
        ("-7,5", COMMA, "-7.5"),
        (12.5, COMMA, "12.5"),
    ],
)
def test_numbers_are_read_as_they_are_written(written, style, expected):
    assert number_of(written, style) == Decimal(expected)


@pytest.mark.parametrize(
    "written", ["", "abc", "12 oi", "1,2,3.4.5", "--5", "NaN", "Infinity", "1e999999999", "9" * 14]
)
def test_what_is_no_number_is_refused_in_words(written):
    with pytest.raises(Unreadable):
        number().read(written, COMMA)


@pytest.mark.parametrize(
    ("written", "style", "day"),
    [
        ("15.12.2026", COMMA, date(2026, 12, 15)),
        ("5/1/26", COMMA, date(2026, 1, 5)),
        ("12/31/2026", Style(".", day_first=False), date(2026, 12, 31)),
        ("2026-12-15", COMMA, date(2026, 12, 15)),
        ("2026-12-15T10:30:00", COMMA, date(2026, 12, 15)),
        ("15 dec. 2026", COMMA, date(2026, 12, 15)),
        ("3 Ianuarie 2027", COMMA, date(2027, 1, 3)),
        ("1-Oct-2026", COMMA, date(2026, 10, 1)),
        (datetime(2026, 12, 15, 8, 0, tzinfo=UTC), COMMA, date(2026, 12, 15)),
    ],
)
def test_days_are_read_as_they_are_written(written, style, day):
    assert day_of(written, style) == day


@pytest.mark.parametrize("written", ["31.02.2026", "12/31/2026", "mâine", "1.2.3.4", "15 foo 2026", 45000.0])
def test_what_is_no_day_is_refused_in_words(written):
    with pytest.raises(Unreadable):
        day_of(written, COMMA)


def test_words_are_taken_in_both_languages_and_old_letters_mended():
    pairs = choice(lambda: [("yes", "Da"), ("no", "Nu")])
    assert pairs.read(" DA ", COMMA) == "yes"
    assert yes_no().read("x", COMMA) is True
    assert yes_no().read("Nu", COMMA) is False
    assert text_of("Ţară") == "Țară"
    assert text_of(722333444.0) == "722333444"
    assert text_of("'+40 722") == "+40 722"
