"""What a page says, and what may not stand on a page of the other language."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib

ROOMS = Path(__file__).resolve().parent.parent / "src" / "filon"
AS_THEY_CAME = {"English", "From", "To", "Subject", "Date", "Română"}
"""A language's own name, and the names of a message's header lines, which are shown as they came."""


class Reader(HTMLParser):
    """The links and the visible texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.language = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = named.get("lang", "")
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag in ("script", "style", "template"):
            self._silent += 1
        for name in ("title", "placeholder", "aria-label", "alt"):
            if named.get(name):
                self.texts.append(named[name].strip())

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "template"):
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(" ".join(data.split()))


@cache
def _english() -> dict[str, str]:
    """English by Romanian. Where one Romanian text stands for several, the first in the order of the rooms."""
    found: dict[str, str] = {}
    for path in sorted(ROOMS.glob("*/locale/ro/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            found.setdefault(entry.msgstr, entry.msgid)
    return found


def said(text: str, language: str) -> str:
    """A Romanian label of the interface as it stands on pages of `language`. KeyError when no page has it."""
    return text if language == "ro" else _english()[text]


@cache
def foreign(language: str) -> frozenset[str]:
    """The texts of the other language that have another wording in this one, so that none of them may stand here.

    Excepted are single letters: keys of the guide, metres of a line.
    """
    pairs = [
        (" ".join(entry.msgid.split()), " ".join(entry.msgstr.split()))
        for path in ROOMS.glob("*/locale/ro/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
        if entry.msgstr and "%" not in entry.msgid
    ]
    english, romanian = {english for english, _ in pairs}, {romanian for _, romanian in pairs}
    other = english - romanian if language == "ro" else romanian - english
    return frozenset(text for text in other - AS_THEY_CAME if len(text) > 1)
