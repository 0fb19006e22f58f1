"""Lists: filters, order, text search and paging by key, the same for every resource."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from filon.api.problems import Json, Problem, fault
from filon.core.normalising import folded

MOST, USUAL = 200, 50
OPERATORS = {"": "exact", "in": "in", "gte": "gte", "gt": "gt", "lte": "lte", "lt": "lt"}
OWN_PARAMETERS = {"limit", "cursor", "q", "order", "archived", "expand"}

Rows = QuerySet[Any]


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _day(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise ValueError(text)
    return day


def _moment(text: str) -> datetime:
    moment = parse_datetime(text.replace(" ", "+"))
    if moment is None or moment.tzinfo is None:
        raise ValueError(text)
    return moment


READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "text": str,
    "decimal": Decimal,
    "flag": _flag,
    "date": _day,
    "moment": _moment,
}


@dataclass(frozen=True)
class Filter:
    """A field that a list can be narrowed by: where it is in the model, and how its values are read."""

    path: str
    kind: str = "text"

    def read(self, text: str) -> Any:
        """The value that `text` stands for; `null` is nothing."""
        return None if text == "null" else READERS[self.kind](text)


@dataclass(frozen=True)
class Listing:
    """What a list can be asked for. `order` maps public names to unique or nearly unique columns."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    order: Mapping[str, str] = field(default_factory=lambda: {"id": "pk"})
    usual_order: str = "-id"
    archive: str = ""
    search: Callable[[Rows, str], Rows] | None = None
    implied: Mapping[str, Q] = field(default_factory=dict)


def narrowed(rows: Rows, asked: QueryDict, listing: Listing) -> Rows:
    """`rows` after the filters, the archive switch and the text search of the query string."""
    for name in asked:
        if name not in OWN_PARAMETERS:
            rows = rows.filter(_condition(name, asked.get(name, ""), listing))
    for name, condition in listing.implied.items():
        if not any(parameter.partition("__")[0] == name for parameter in asked):
            rows = rows.filter(condition)
    if listing.archive:
        rows = _archived(rows, asked.get("archived", "no"), listing.archive)
    text = folded(asked.get("q", ""))
    return listing.search(rows, text) if text and listing.search else rows


def named_like(rows: Rows, text: str) -> Rows:
    """The rows whose name, in any language, holds `text`; for small tables, whose rows are all read."""
    return rows.filter(pk__in=[row.pk for row in rows if any(text in folded(name) for name in row.name.values())])


def _condition(name: str, value: str, listing: Listing) -> Q:
    public, _separator, operator = name.partition("__")
    known = listing.filters.get(public)
    if known is None or operator not in OPERATORS:
        raise Problem(422, [fault(name, _("This list cannot be filtered by that."))])
    try:
        if operator == "in":
            values = [known.read(part) for part in value.split(",") if part]
            condition = Q(**{f"{known.path}__in": [each for each in values if each is not None]})
            return condition | Q(**{f"{known.path}__isnull": True}) if None in values else condition
        read = known.read(value)
    except (ValueError, KeyError, InvalidOperation, OverflowError):
        raise Problem(422, [fault(name, _("This value cannot be used."))]) from None
    if read is None:
        return Q(**{f"{known.path}__isnull": True})
    return Q(**{f"{known.path}__{OPERATORS[operator]}": read})


def _archived(rows: Rows, which: str, column: str) -> Rows:
    if which not in ("no", "yes", "all"):
        raise Problem(422, [fault("archived", _("Choose one of: %(choices)s.") % {"choices": "no, yes, all"})])
    return rows if which == "all" else rows.filter(**{column: which == "no"})


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and where the next ones begin."""

    rows: Sequence[Any]
    next: str | None


def page_of(rows: Rows, asked: QueryDict, listing: Listing) -> Page:
    """The rows that the query string asks for, by key: no offset, no count."""
    limit = _limit(asked.get("limit", str(USUAL)))
    wanted = asked.get("order", listing.usual_order)
    down, public = wanted.startswith("-"), wanted.removeprefix("-")
    column = listing.order.get(public)
    if column is None:
        raise Problem(422, [fault("order", _("Choose one of: %(choices)s.") % {"choices": ", ".join(listing.order)})])
    nullable = column != "pk" and bool(rows.model._meta.get_field(column).null)
    if asked.get("cursor"):
        try:
            rows = rows.filter(_after(asked.get("cursor", ""), wanted, column, down=down, nullable=nullable))
        except (ValidationError, ValueError, TypeError):
            raise Problem(422, [fault("cursor", _("This cursor is not one of ours."))]) from None
    found = list(rows.order_by(*_ordering(column, down=down, nullable=nullable))[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    return Page(found[:limit], _cursor(found[limit - 1], wanted, column))


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise Problem(422, [fault("limit", _("Write a whole number from 1 to %(most)s.") % {"most": MOST})])
    return int(text)


def _ordering(column: str, *, down: bool, nullable: bool) -> list[Any]:
    key = "-pk" if down else "pk"
    if column == "pk":
        return [key]
    if not nullable:
        return [f"-{column}" if down else column, key]
    return [F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True), key]


def _cursor(row: Model, wanted: str, column: str) -> str:
    value = None if column == "pk" else getattr(row, column)
    text = json.dumps([wanted, value, row.pk], default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _after(cursor: str, wanted: str, column: str, *, down: bool, nullable: bool) -> Q:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        made_for, value, key = json.loads(text)
        if not str(key).isalnum():
            raise ValueError(key)
    except (ValueError, TypeError, binascii.Error):
        raise Problem(422, [fault("cursor", _("This cursor is not one of ours."))]) from None
    if made_for != wanted:
        raise Problem(422, [fault("cursor", _("This cursor belongs to another order."))])
    beyond = "lt" if down else "gt"
    if column == "pk":
        return Q(**{f"pk__{beyond}": key})
    if value is None:
        return Q(**{f"{column}__isnull": True, f"pk__{beyond}": key})
    here = Q(**{f"{column}__{beyond}e": value}) & (Q(**{f"{column}__{beyond}": value}) | Q(**{f"pk__{beyond}": key}))
    return here | Q(**{f"{column}__isnull": True}) if nullable else here


def listed(page: Page, items: list[Json]) -> Json:
    """The answer of a list."""
    return {"items": items, "next": page.next}
