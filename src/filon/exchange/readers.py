"""From a cell to a value, and from a value to a cell: what a column may hold. Sentences name what cannot be read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.core.normalising import comma_below, folded

Cell = str | int | float | bool | Decimal | date | None
Plain = str | int | Decimal | date | None

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_CURRENCY = re.compile(r"(?i)\b(lei|ron|eur|usd|gbp|chf)\b|[€$£%]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d{1,2})?|[+-]?\.\d+(e[+-]?\d{1,2})?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})(?:[T\s,].*)?")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})[.\-\s]+([^\W\d]+)\.?[,.\-\s]+(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("ian jan", "feb", "mar", "apr", "mai may", "iun jun", "iul jul", "aug", "sep", "oct", "noi nov", "dec"),
        start=1,
    )
    for name in names.split()
}
_YES = {"1", "da", "d", "yes", "y", "true", "adevarat", "x", "on"}
_NO = {"0", "nu", "n", "no", "false", "fals", "", "off"}


class Unreadable(ValueError):
    """A cell that cannot be read; the text is a sentence for the user."""


@dataclass(frozen=True)
class Style:
    """How a file writes numbers and days."""

    decimal: str = ","
    day_first: bool = True


@dataclass(frozen=True)
class Reader:
    """What a column holds: from a cell to a value, and back. An empty cell is read as `empty`."""

    read: Callable[[Cell, Style], Any]
    write: Callable[[Any], Plain] = lambda value: value
    empty: Any = None


def text_of(cell: Cell) -> str:
    """A cell as people see it: whole numbers without a point, days as 2026-12-31, ș and ț with a comma."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, float | Decimal) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes").removesuffix(" 00:00")
    # An export puts an apostrophe before what a spreadsheet would run as a formula.
    found = comma_below(str(cell)).strip()
    return found[1:] if found[:1] == "'" and found[1:2] in ("=", "+", "-", "@") else found


def number_of(cell: Cell, style: Style) -> Decimal:
    """A number: 1.234,56 and 1,234.56, with spaces, a currency, or in brackets for less than zero."""
    if isinstance(cell, int | float | Decimal):
        return Decimal(str(cell))
    written = str(cell or "")
    bare = _SPACES.sub("", _CURRENCY.sub("", written))
    is_negative = bare.startswith("(") and bare.endswith(")")
    bare = _with_point(bare.strip("()"), style.decimal)
    if not _NUMBER.fullmatch(bare):
        raise Unreadable(_("“%(text)s” is not a number.") % {"text": written[:50]})
    try:
        found = Decimal(bare)
    except InvalidOperation as error:
        raise Unreadable(_("“%(text)s” is not a number.") % {"text": written[:50]}) from error
    return -found if is_negative else found


def _with_point(bare: str, decimal: str) -> str:
    """The number with a decimal point and nothing between thousands. The last of two signs divides the decimals."""
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = "," if comma > point else "."
    elif bare.count(",") > 1 or bare.count(".") > 1:
        decimal = "." if comma >= 0 else ","
    elif not re.search(r"[.,]\d{3}$", bare) or re.match(r"[+-]?0[.,]", bare):
        decimal = "," if comma >= 0 else "."
    thousands = "." if decimal == "," else ","
    return bare.replace(thousands, "").replace(decimal, ".")


def day_of(cell: Cell, style: Style) -> date:
    """A day: 15.12.2026, 2026-12-15, 12/15/2026 where the month comes first, or 15 dec. 2026."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = str(cell or "").strip()
    try:
        if parts := _DAY.fullmatch(written):
            return _day(parts[1], parts[2], parts[3], style)
        if parts := _DAY_IN_WORDS.fullmatch(folded(written)):
            return date(int(parts[3]), _MONTHS[parts[2][:3]], int(parts[1]))
    except (ValueError, KeyError):
        pass
    raise Unreadable(_("“%(text)s” is not a day. Write it as 31.12.2026.") % {"text": written[:50]})


def _day(first: str, second: str, third: str, style: Style) -> date:
    if len(first) == 4:
        return date(int(first), int(second), int(third))
    year = int(third) + (2000 if len(third) == 2 else 0)
    if len(third) not in (2, 4):
        raise ValueError(third)
    return date(year, int(second), int(first)) if style.day_first else date(year, int(first), int(second))


def text(longest: int = 0) -> Reader:
    """A text of at most `longest` characters; 0 is as long as it likes."""

    def read(cell: Cell, _style: Style) -> str:
        found = text_of(cell)
        if longest and len(found) > longest:
            raise Unreadable(_("This is longer than %(longest)d characters.") % {"longest": longest})
        return found

    return Reader(read, lambda value: value or "", empty="")


def number(places: int = 2, empty: Decimal | None = None) -> Reader:
    """A number with at most so many decimals."""

    def read(cell: Cell, style: Style) -> Decimal:
        found = number_of(cell, style)
        if abs(found) >= 10**13:
            raise Unreadable(_("This number is too large."))
        return round(found, places)

    return Reader(read, empty=empty)


def whole_number() -> Reader:
    """An id."""

    def read(cell: Cell, style: Style) -> int:
        found = number_of(cell, style)
        if found != int(found) or not 0 < found < 10**18:
            raise Unreadable(_("“%(text)s” is not a whole number.") % {"text": text_of(cell)[:50]})
        return int(found)

    return Reader(read)


DAY = Reader(day_of)


def yes_no() -> Reader:
    """Yes or no, in words or as 1 and 0."""

    def read(cell: Cell, _style: Style) -> bool:
        found = folded(text_of(cell))
        if found not in _YES | _NO:
            raise Unreadable(_("“%(text)s” is neither yes nor no.") % {"text": text_of(cell)[:50]})
        return found in _YES

    return Reader(read, lambda value: _("Yes") if value else _("No"), empty=False)


def choice(choices: Callable[[], Iterable[tuple[Any, Any]]], empty: Any = "") -> Reader:
    """One of a closed list: its value, or its label in either language; „pierdut” is near enough to „Pierdută”."""

    def read(cell: Cell, _style: Style) -> Any:
        wanted, pairs = folded(text_of(cell)), list(choices())
        words: dict[str, Any] = {}
        for language in ("ro", "en"):
            with override(language):
                words |= {folded(str(word)): value for value, label in pairs for word in (label, value)}
        near = get_close_matches(wanted, words, n=1, cutoff=0.8)
        if near:
            return words[near[0]]
        offered = ", ".join(str(label) for _value, label in pairs)
        sentence = _("“%(text)s” is none of: %(offered)s.")
        raise Unreadable(sentence % {"text": text_of(cell)[:50], "offered": offered[:300]})

    return Reader(read, lambda value: str(dict(choices()).get(value, value)), empty=empty)


NAME = Reader(lambda cell, _style: text_of(cell))
"""What another record is called."""


def names(between: str = ",") -> Reader:
    """Several names with a sign between them, such as tags."""

    def read(cell: Cell, _style: Style) -> list[str]:
        return [part.strip() for part in text_of(cell).split(between) if part.strip()]

    return Reader(read, lambda value: f"{between} ".join(map(str, value)), empty=[])
