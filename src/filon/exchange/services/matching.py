"""Which of our columns a file's column is: by its heading in either language, else by what stands in it."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from django.utils.translation import override

from filon.core.normalising import folded
from filon.exchange.declaring import Column
from filon.exchange.readers import text_of

CLOSE = 0.8
"""How alike two headings must be; „Organizatia” and „Organizație” are."""
_MOST_FIT = 0.8
_MARKS = re.compile(r"[\s._/*:()\-]+")


def proposed(columns: Sequence[Column], headings: Sequence[str], samples: Sequence[Sequence[object]]) -> dict[int, str]:
    """Our columns by the numbers of the file's. Each is given once, to the heading that is most like it.

    `samples` are values of each of the file's columns.
    """
    scored = [
        (score, -number, column.key)
        for number, heading in enumerate(headings)
        for column in columns
        if (score := _likeness(column, heading)) >= CLOSE
    ]
    found: dict[int, str] = {}
    for _score, number, key in sorted(scored, key=lambda each: each[:2], reverse=True):
        if -number not in found and key not in found.values():
            found[-number] = key
    for number, values in enumerate(samples):
        key = _by_content([column for column in columns if column.key not in found.values()], values)
        if number not in found and key:
            found[number] = key
    return found


def names_of(column: Column) -> set[str]:
    """All headings that mean `column`, made comparable."""
    labels = set(column.words.split(";"))
    for language in ("ro", "en"):
        with override(language):
            labels.add(str(column.label))
    return {comparable(label) for label in (*labels, column.key)} - {""}


def comparable(heading: str) -> str:
    """A heading without case, diacritics and marks between words."""
    return _MARKS.sub(" ", folded(heading)).strip()


def _likeness(column: Column, heading: str) -> float:
    wanted = comparable(heading)
    if not wanted:
        return 0.0
    names = names_of(column)
    if wanted in names:
        return 1.0
    alike = max(SequenceMatcher(None, name, wanted).ratio() for name in names) * 0.99
    words = set(wanted.split())
    held = max((len(name.split()) for name in names if set(name.split()) <= words), default=0)
    return max(alike, CLOSE + 0.1 * held / len(words)) if held else alike


def _by_content(columns: Sequence[Column], values: Sequence[object]) -> str:
    written = [shown for value in values if (shown := text_of(value))]  # type: ignore[arg-type]
    if not written:
        return ""
    for column in columns:
        if column.pattern:
            fits = sum(bool(re.fullmatch(column.pattern, value)) for value in written)
            if fits >= _MOST_FIT * len(written):
                return column.key
    return ""
