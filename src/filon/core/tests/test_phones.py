"""Phone numbers are understood as people write them."""

import pytest

from filon.core.phones import e164, shown


@pytest.mark.parametrize(
    ("typed", "country", "expected"),
    [
        ("0712 345 678", "RO", "+40712345678"),
        ("0740/123.456", "RO", "+40740123456"),
        ("021 312 3456", "RO", "+40213123456"),
        ("0040 712 345 678", "RO", "+40712345678"),
        ("40712345678", "RO", "+40712345678"),
        ("+49 30 901820", "RO", "+4930901820"),
        ("0712345678", "", ""),
        ("12", "RO", ""),
        ("", "RO", ""),
        ("seara, după 18", "RO", ""),
    ],
)
def test_a_number_has_one_stored_form(typed: str, country: str, expected: str) -> None:
    assert e164(typed, country) == expected


def test_a_number_of_home_is_shown_nationally() -> None:
    assert shown("+40722333444", "RO", "RO") == "0722 333 444"


def test_a_foreign_number_is_shown_with_its_code() -> None:
    assert shown("030 901820", "DE", "RO") == "+49 30 901820"


def test_what_is_not_a_number_stays_as_typed() -> None:
    assert shown(" int. 12 ", "RO", "RO") == "int. 12"
