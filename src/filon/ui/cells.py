"""Cells: how a column shows a row as a finished string, and which plain value an export takes.

A path such as `company.name` goes through attributes and stops at None. Whatever it passes must come with the rows
(`RecordList.related` and `prefetched`), so that no cell runs a query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from filon.core import clock
from filon.core.fields import translated as translated_text
from filon.ui import formatting
from filon.ui.icons import icon
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import avatar, tag

Value = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Cell:
    """`html` gives what the page shows (escaped unless it is safe), `value` what an export writes."""

    html: Callable[[Any, Look], str]
    value: Callable[[Any], Value]
    css: str = ""


def at(row: Any, path: str) -> Any:
    """The value at `path` of `row`, or None where the path breaks off."""
    for name in path.split("."):
        row = getattr(row, name, None)
        if row is None:
            return None
    return row


def text(path: str, css: str = "") -> Cell:
    """The value as text."""

    def shown(row: Any) -> str:
        value = at(row, path)
        return "" if value is None else str(value)

    return Cell(lambda row, _look: shown(row), shown, css)


def translated(path: str) -> Cell:
    """A name that people read, in the reader's language."""
    return Cell(
        lambda row, _look: translated_text(at(row, path) or ""), lambda row: translated_text(at(row, path) or "")
    )


def choice(path: str) -> Cell:
    """The label of a field with choices."""

    def shown(row: Any) -> str:
        owner, _dot, name = path.rpartition(".")
        holder = at(row, owner) if owner else row
        return "" if holder is None else str(getattr(holder, f"get_{name}_display")())

    return Cell(lambda row, _look: shown(row), shown)


def number(path: str, places: int = 0) -> Cell:
    """A number, at the right."""

    def html(row: Any, _look: Look) -> str:
        value = at(row, path)
        return "" if value is None else formatting.number(value, places)

    return Cell(html, lambda row: at(row, path), "num")


def money(path: str, currency: str = "currency_id") -> Cell:
    """An amount without decimals, as „42.500 lei”; `currency` is the path to its code."""
    return _money(path, currency, formatting.money)


def money_exact(path: str, currency: str = "currency_id") -> Cell:
    """An amount of a document, as „42.500,00 lei”."""
    return _money(path, currency, formatting.money_exact)


def _money(path: str, currency: str, written: Callable[[Decimal, str], str]) -> Cell:
    def html(row: Any, _look: Look) -> str:
        amount = at(row, path)
        return "" if amount is None else written(amount, at(row, currency))

    return Cell(html, lambda row: at(row, path), "num")


def day(path: str) -> Cell:
    """A date as 18.12.2026."""

    def html(row: Any, _look: Look) -> str:
        value = at(row, path)
        return "" if value is None else formatting.day(value)

    return Cell(html, lambda row: at(row, path), "nowrap")


def moment(path: str) -> Cell:
    """A time in words, as „ieri, 16:08”."""

    def html(row: Any, look: Look) -> str:
        value = at(row, path)
        return "" if value is None else formatting.moment_words(value, clock.now(), look.zone)

    return Cell(html, lambda row: at(row, path), "nowrap")


def due(path: str) -> Cell:
    """The chip of a next activity's day: „restantă 2 z”, „azi”, „vin. 27 nov.”, „fără pas următor”."""
    return Cell(lambda row, look: due_chip(at(row, path), look.today), lambda row: at(row, path), "nowrap")


def due_chip(value: date | None, today: date) -> SafeString:
    """A day as a chip whose icon, word and colour say how urgent it is."""
    if value is None:
        kind, sign = "none", "circle-dashed"
    elif value < today:
        kind, sign = "late", "alert-circle-filled"
    elif value == today:
        kind, sign = "today", "clock-filled"
    else:
        kind, sign = "plan", "clock"
    words = formatting.due_words(value, today)
    return format_html('<span class="act act-{}">{}{}</span>', kind, icon(sign, "ti-s"), words)


def yes_no(path: str) -> Cell:
    """A check where the value is true."""

    def html(row: Any, _look: Look) -> str:
        return icon("check", "ti-s", _("Yes")) if at(row, path) else ""

    return Cell(html, lambda row: _("Yes") if at(row, path) else _("No"))


def person(path: str) -> Cell:
    """Avatar and name of a user."""

    def html(row: Any, _look: Look) -> str:
        who = at(row, path)
        if who is None:
            return ""
        return format_html('<span class="row-x nowrap-x">{}{}</span>', avatar(who, "", True), who)

    def value(row: Any) -> str:
        who = at(row, path)
        return "" if who is None else str(who)

    return Cell(html, value, "nowrap")


def tags(path: str, shown: int = 1) -> Cell:
    """The first tags, and how many more; the relation must be among `prefetched`."""

    def found(row: Any) -> list[Any]:
        # What was prefetched, without a manager for each row, which costs more than the rest of the cell.
        known = row._prefetched_objects_cache.get(path)
        return list(getattr(row, path).all() if known is None else known)

    def html(row: Any, _look: Look) -> str:
        every = found(row)
        if not every:
            return ""
        labels = format_html_join("", "{}", ((tag(str(one), one.colour),) for one in every[:shown]))
        rest = every[shown:]
        if not rest:
            return format_html('<span class="tags nowrap-x">{}</span>', labels)
        pattern = '<span class="tags nowrap-x">{}<span class="small muted" title="{}">+{}</span></span>'
        return format_html(pattern, labels, ", ".join(map(str, rest)), str(len(rest)))

    return Cell(html, lambda row: ", ".join(map(str, found(row))))


def link(path: str, scheme: str) -> Cell:
    """A link that starts a call (`tel`) or a message (`mailto`)."""

    def html(row: Any, _look: Look) -> str:
        value = at(row, path)
        return format_html('<a href="{}:{}">{}</a>', scheme, value, value) if value else ""

    return Cell(html, lambda row: at(row, path) or "", "nowrap")
