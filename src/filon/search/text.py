"""How a record's text and a typed query are made comparable."""

import re

from filon.core.normalising import folded

MAX_WORDS = 8
MAX_WORD = 64
_PHONE = re.compile(r"\+?[\d ()./-]{6,}")
_NO_DIGIT = re.compile(r"[^\d+]")


def search_text_of(*parts: str, phones: tuple[str, ...] = ()) -> str:
    """What `parts` say, folded, for the column `search_text`; `phones` are numbers in E.164.

    It starts with a space, so that every word does, and a two-letter query can ask for " ab" in the trigram index.
    A Romanian number also stands as it is dialled at home.
    """
    numbers = [form for number in phones if number for form in _dialled(number)]
    text = folded(" ".join([*(part for part in parts if part), *numbers]))
    return f" {text}" if text else ""


def words_of(query: str) -> list[str]:
    """The words of a query, folded, at most eight. A query that looks like a phone number is one word of digits."""
    text = folded(query)
    if _PHONE.fullmatch(text):
        return [_NO_DIGIT.sub("", text)[:MAX_WORD]]
    return list(dict.fromkeys(word[:MAX_WORD] for word in text.split()))[:MAX_WORDS]


def pieces_of(words: list[str]) -> list[str]:
    """What must stand in `search_text` for each word: itself, or as the start of a word if it is short."""
    return [word if len(word) > 2 else f" {word}" for word in words]


def _dialled(number: str) -> list[str]:
    return [number, f"0{number[3:]}"] if number.startswith("+40") else [number]
