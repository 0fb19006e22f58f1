"""Placeholders are filled, and nothing else in a template means anything."""

import pytest

from filon.chatter.services.filling import fill, names_in
from filon.core.exceptions import DomainError

VALUES = {"contact.name": "Elena Țăranu", "lead.name": ""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bună ziua, {contact.name}!", "Bună ziua, Elena Țăranu!"),
        ("{ contact.name }", "Elena Țăranu"),
        ("{lead.name}", ""),
        ("{lead.name|cererea}", "cererea"),
        ("{contact.name|doamnă}", "Elena Țăranu"),
        ("{{contact.name}}", "{contact.name}"),
        ("fără nimic", "fără nimic"),
        ("{% load x %}".replace("{%", "{{%").replace("%}", "%}}"), "{% load x %}"),
    ],
)
def test_a_placeholder_becomes_its_text(text: str, said: str) -> None:
    assert fill(text, VALUES) == said


def test_a_text_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert fill("{contact.name}", {"contact.name": "{lead.name}"}) == "{lead.name}"


@pytest.mark.parametrize("text", ["{contact.nume}", "{contact.name.__class__}", "{user.password}"])
def test_an_unknown_placeholder_is_named_beside_those_that_are_known(text: str) -> None:
    with pytest.raises(DomainError, match=r"contact\.name"):
        fill(text, VALUES)


@pytest.mark.parametrize("text", ["{", "a } b", "{contact.name", "{{contact.name}", "{Contact}", "{0}", "{% load x %}"])
def test_a_brace_that_belongs_to_no_placeholder_is_refused(text: str) -> None:
    with pytest.raises(DomainError):
        names_in(text)
