"""Text made comparable."""

import pytest

from filon.core.normalising import comma_below, folded, normalised_email, sort_key


def test_folding_drops_case_and_diacritics() -> None:
    assert folded("  MUREȘAN  Ştefania ") == "muresan stefania"


def test_cedillas_become_commas_below() -> None:
    assert comma_below("Braşov, Ţara") == "Brașov, Țara"


def test_romanian_order_puts_marked_letters_after_plain_ones() -> None:
    names = ["Țăranu", "Tudor", "Zamfir", "Ștefan", "Stan", "Ăla", "Avram"]
    assert sorted(names, key=sort_key) == ["Avram", "Ăla", "Stan", "Ștefan", "Tudor", "Țăranu", "Zamfir"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('"Ion Popa" <Ion.Popa@Exemplu.RO>', "ion.popa@exemplu.ro"),
        ("a@b.ro, c@d.ro", "a@b.ro"),
        ("Ștefan@exemplu.ro", "Ștefan@exemplu.ro"),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_an_address_is_compared_without_name_and_case(written: str, address: str) -> None:
    assert normalised_email(written) == address
