"""How money, dates, durations and numbers are written, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from filon.ui import formatting

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BUCHAREST = "Europe/Bucharest"


def plain(text: str) -> str:
    return text.replace(formatting.SPACE, " ")


@pytest.fixture(params=["ro", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("amount", "card", "document", "heading"),
    [
        ("0", "0 lei", "0,00 lei", "0 lei"),
        ("999.49", "999 lei", "999,49 lei", "999 lei"),
        ("999.50", "1.000 lei", "999,50 lei", "1,0 mii lei"),
        ("42500", "42.500 lei", "42.500,00 lei", "42,5 mii lei"),
        ("104200.5", "104.201 lei", "104.200,50 lei", "104,2 mii lei"),
        ("999949.99", "999.950 lei", "999.949,99 lei", "999,9 mii lei"),
        ("999950", "999.950 lei", "999.950,00 lei", "1,0 mil. lei"),
        ("1234567.89", "1.234.568 lei", "1.234.567,89 lei", "1,2 mil. lei"),
        ("2500000000", "2.500.000.000 lei", "2.500.000.000,00 lei", "2,5 mld. lei"),
        ("-1200", "−1.200 lei", "−1.200,00 lei", "−1,2 mii lei"),
    ],
)
def test_money_in_romanian(amount, card, document, heading):
    value = Decimal(amount)

    assert plain(formatting.money(value)) == card
    assert plain(formatting.money_exact(value)) == document
    assert plain(formatting.money_short(value)) == heading


@pytest.mark.parametrize(
    ("amount", "currency", "card", "heading"),
    [
        ("42500", "RON", "42,500 lei", "42.5k lei"),
        ("1234567", "EUR", "€1,234,567", "€1.2m"),
        ("-1200", "EUR", "−€1,200", "−€1.2k"),
        ("1200", "CHF", "1,200 CHF", "1.2k CHF"),
    ],
)
def test_money_in_english(english, amount, currency, card, heading):
    assert plain(formatting.money(Decimal(amount), currency)) == card
    assert plain(formatting.money_short(Decimal(amount), currency)) == heading


def test_money_of_other_currencies_in_romanian_stands_before_its_sign():
    assert plain(formatting.money_exact(Decimal("1200"), "EUR")) == "1.200,00 €"
    assert plain(formatting.money(Decimal("1200"), "CHF")) == "1.200 CHF"


def test_nothing_breaks_between_an_amount_and_its_unit(language):
    for written in (
        formatting.money(Decimal(42500)),
        formatting.money_short(Decimal(42500)),
        formatting.file_size(2000),
    ):
        assert " " not in written


def test_a_half_is_rounded_away_from_zero():
    assert formatting.number(Decimal("0.125"), 2) == "0,13"
    assert formatting.number(Decimal("-0.125"), 2) == "−0,13"


@pytest.mark.parametrize(
    ("distance", "romanian", "english_words"),
    [
        (-1, "ieri", "yesterday"),
        (0, "azi", "today"),
        (1, "mâine", "tomorrow"),
        (4, "vin. 27 nov.", "Fri 27 Nov"),
        (-5, "mie. 18 nov.", "Wed 18 Nov"),
        (7, "lun. 30 nov.", "Mon 30 Nov"),
        (8, "01.12.2026", "1 Dec 2026"),
        (-8, "15.11.2026", "15 Nov 2026"),
    ],
)
def test_days_in_words(distance, romanian, english_words):
    day = TODAY + timedelta(days=distance)

    assert formatting.day_words(day, TODAY) == romanian
    with translation.override("en"):
        assert formatting.day_words(day, TODAY) == english_words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "fără pas următor"),
        (date(2026, 11, 21), "restantă 2 z"),
        (date(2026, 11, 22), "restantă 1 z"),
        (date(2026, 11, 23), "azi"),
        (date(2026, 11, 27), "vin. 27 nov."),
    ],
)
def test_what_a_due_date_means(due, words):
    assert formatting.due_words(due, TODAY) == words


def test_moments_are_told_where_the_reader_is():
    assert formatting.moment_words(NOW - timedelta(seconds=30), NOW, BUCHAREST) == "acum"
    assert formatting.moment_words(NOW - timedelta(hours=2), NOW, BUCHAREST) == "azi, 12:00"
    assert formatting.moment_words(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), NOW, BUCHAREST) == "azi, 00:30"
    assert formatting.moment_words(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), NOW, "Europe/London") == "ieri, 22:30"
    assert formatting.moment_exact(NOW, BUCHAREST) == "23.11.2026, 14:00"


def test_the_hour_is_right_on_both_sides_of_the_change_to_winter_time():
    assert formatting.clock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), BUCHAREST) == "03:30"
    assert formatting.clock(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), BUCHAREST) == "03:30"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 zile"),
        (1, "o zi"),
        (2, "2 zile"),
        (19, "19 zile"),
        (20, "20 de zile"),
        (101, "101 zile"),
        (120, "120 de zile"),
    ],
)
def test_romanian_plurals_of_days(count, words):
    assert formatting.days(count) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "câteva secunde"),
        (timedelta(minutes=1), "un minut"),
        (timedelta(minutes=25), "25 de minute"),
        (timedelta(hours=3), "3 ore"),
        (timedelta(days=23, hours=5), "23 de zile"),
        (-timedelta(hours=1), "o oră"),
    ],
)
def test_durations(span, words):
    assert formatting.duration(span) == words


def test_file_sizes():
    assert plain(formatting.file_size(512)) == "512 B"
    assert plain(formatting.file_size(1229)) == "1,2 KB"
    assert plain(formatting.file_size(5 * 1024 * 1024)) == "5,0 MB"
    assert plain(formatting.file_size(300 * 1024 * 1024)) == "300 MB"


def test_shares_have_a_space_in_romanian_only(language):
    assert formatting.percent(60) == {"ro": f"60{formatting.SPACE}%", "en": "60%"}[language]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ioana Mureșan", "IM"),
        ("Ștefan Ionescu", "ȘI"),
        ("Ana Maria Pop", "AP"),
        ("Hidroserv", "HI"),
        ("", ""),
        ("- –", ""),
    ],
)
def test_initials(name, letters):
    assert formatting.initials(name) == letters


def test_the_same_name_always_has_the_same_hue_of_eight():
    hues = {formatting.hue(f"Client {number}") for number in range(100)}

    assert hues == set(range(1, 9))
    assert formatting.hue("Ioana Mureșan") == formatting.hue("Ioana Mureșan")


def test_a_number_beside_a_name_stops_at_ninety_nine():
    assert formatting.badge(7) == "7"
    assert formatting.badge(99) == "99"
    assert formatting.badge(100) == "99+"
