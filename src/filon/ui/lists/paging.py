"""Paging by key: the cursor names the last row seen, so that the thousandth page costs what the first does.

Rows without a value come last, in both directions, as a part of their own: one predicate for both parts would read the
whole table. The order always ends with the id, which makes it unique.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet

PAGE_SIZE = 50
SORT = "list_sort_value"


@dataclass(frozen=True)
class Order:
    """By which path (`sort_key`, `stage__sequence`) rows are ordered, and in which direction."""

    path: str
    is_descending: bool = False

    def by(self, *paths: str) -> list[str]:
        """`paths` in this direction, for `order_by`."""
        return [f"-{path}" if self.is_descending else path for path in paths]


@dataclass(frozen=True)
class Page:
    """Some rows in order; `cursor` leads to the next ones and is "" at the end."""

    rows: list[Any]
    cursor: str = ""


def page_of(rows: QuerySet[Any], order: Order, cursor: str = "", size: int = PAGE_SIZE) -> Page:
    """At most `size` of `rows` after `cursor`; one that is damaged means the first page. Two queries at most."""
    if order.path == "pk":
        return _by_id(rows, order, _decoded(cursor), size)
    start = _start(rows.model, order, cursor)
    parts: list[bool | None] = [False, True] if is_nullable(rows.model, order.path) else [None]
    if start and "v" not in start:
        parts = [True]
    start_part = parts[0]
    found: list[Any] = []
    for part in parts:
        if len(found) <= size:
            found += _part(rows, order, start if part is start_part else None, part)[: size + 1 - len(found)]
    if len(found) <= size:
        return Page(found)
    last = found[size - 1]
    value = getattr(last, SORT)
    return Page(found[:size], _encoded({"k": last.pk} if value is None else {"v": _plain(value), "k": last.pk}))


def _start(model: type[models.Model], order: Order, cursor: str) -> dict[str, Any] | None:
    """The place that `cursor` names, with its value as the field knows it; None for the beginning."""
    start = _decoded(cursor)
    if start is None or "v" not in start:
        return start if is_nullable(model, order.path) else None
    try:
        start["v"] = field_at(model, order.path).to_python(start["v"])
    except (ValidationError, ValueError, TypeError):
        return None
    return start


def _part(rows: QuerySet[Any], order: Order, start: dict[str, Any] | None, is_null: bool | None) -> QuerySet[Any]:
    """The rows after `start`: all, or only those without (`is_null`) or with a value."""
    after = "lt" if order.is_descending else "gt"
    if is_null is not None:
        rows = rows.filter(**{f"{order.path}__isnull": is_null})
    if start and is_null:
        rows = rows.filter(**{f"pk__{after}": start["k"]})
    elif start:
        # The first condition lets the index find the place, the second is exact.
        rows = rows.filter(
            Q(**{f"{order.path}__{after}e": start["v"]})
            & (Q(**{f"{order.path}__{after}": start["v"]}) | Q(**{f"pk__{after}": start["k"]}))
        )
    paths = ("pk",) if is_null else (order.path, "pk")
    with_value: QuerySet[Any] = rows.annotate(**{SORT: F(order.path)})
    return with_value.order_by(*order.by(*paths))


def _by_id(rows: QuerySet[Any], order: Order, start: dict[str, Any] | None, size: int) -> Page:
    if start:
        rows = rows.filter(**{f"pk__{'lt' if order.is_descending else 'gt'}": start["k"]})
    found = list(rows.order_by(*order.by("pk"))[: size + 1])
    return Page(found[:size], _encoded({"k": found[size - 1].pk}) if len(found) > size else "")


def field_at(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The last field on a path such as `stage__sequence`."""
    *relations, name = path.split("__")
    for relation in relations:
        related = model._meta.get_field(relation).related_model
        if related is None or isinstance(related, str):
            raise FieldDoesNotExist(f"{relation} of {path} is no relation")
        model = related
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def is_nullable(model: type[models.Model], path: str) -> bool:
    """Whether any step of the path may be empty."""
    steps = path.split("__")
    return any(field_at(model, "__".join(steps[: end + 1])).null for end in range(len(steps)))


def is_indexed(model: type[models.Model], order: Order) -> bool:
    """Whether an index of the model alone gives this order, so that a page can be read from any number of rows."""
    if order.path == "pk":
        return True
    if "__" in order.path:
        return False
    pk = model._meta.pk.name
    shapes = ([(order.path, ""), (pk, "")], [(order.path, "-"), (pk, "-")], [(order.path, "")])
    own = [[(name, sign) for name, sign in index.fields_orders] for index in model._meta.indexes if not index.condition]
    field = field_at(model, order.path)
    return bool(getattr(field, "db_index", False)) or field.unique or any(index in shapes for index in own)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _encoded(cursor: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(cursor, ensure_ascii=False).encode()).decode().rstrip("=")


def _decoded(text: str) -> dict[str, Any] | None:
    try:
        cursor = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    is_sound = isinstance(cursor, dict) and isinstance(cursor.get("k"), int) and abs(cursor["k"]) < 2**63
    return cursor if is_sound else None
