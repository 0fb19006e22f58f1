"""Paging by key: the cursor names the last row seen, so that the thousandth page costs what the first does.

Rows without a value come last, in both directions, as a part of their own: one predicate for both parts would read the
whole table. The order always ends with the id, which makes it unique.
"""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet

PAGE_SIZE = 50
SORT = "list_sort_value"
DOWN = "DESC"
"""What `Index.fields_orders` calls a falling column."""


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


def page_of(
    rows: QuerySet[Any],
    order: Order,
    cursor: str = "",
    size: int = PAGE_SIZE,
    widened: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows,
) -> Page:
    """At most `size` of `rows` after `cursor`; one that is damaged means the first page. Two queries at most.

    The ids are found first, in the same statement, and only then joined with what `widened` brings to them.
    """
    start = _start(rows.model, order, cursor)
    parts: list[bool | None] = [False, True] if is_nullable(rows.model, order.path) else [None]
    if start and "v" not in start and order.path != "pk":
        parts = [True]
    start_part = parts[0]
    found: list[Any] = []
    for part in parts:
        if len(found) <= size:
            wanted = size + 1 - len(found)
            found += _part(rows, order, start if part is start_part else None, part, wanted, widened)
    if len(found) <= size:
        return Page(found)
    last = found[size - 1]
    value = getattr(last, SORT)
    return Page(found[:size], _encoded({"k": last.pk} if value is None else {"v": _plain(value), "k": last.pk}))


def _start(model: type[models.Model], order: Order, cursor: str) -> dict[str, Any] | None:
    """The place that `cursor` names, with its value as the field knows it; None for the beginning."""
    start = _decoded(cursor)
    if start is None or "v" not in start or order.path == "pk":
        return start if order.path == "pk" or is_nullable(model, order.path) else None
    try:
        start["v"] = field_at(model, order.path).to_python(start["v"])
    except (ValidationError, ValueError, TypeError):
        return None
    return start


def _part(
    rows: QuerySet[Any],
    order: Order,
    start: dict[str, Any] | None,
    is_null: bool | None,
    size: int,
    widened: Callable[[QuerySet[Any]], QuerySet[Any]],
) -> QuerySet[Any]:
    """The first `size` rows after `start`: of all, or only of those without (`is_null`) or with a value."""
    after = "lt" if order.is_descending else "gt"
    if is_null is not None:
        rows = rows.filter(**{f"{order.path}__isnull": is_null})
    if start and (is_null or order.path == "pk"):
        rows = rows.filter(**{f"pk__{after}": start["k"]})
    elif start:
        # The first condition lets the index find the place, the second is exact.
        rows = rows.filter(
            Q(**{f"{order.path}__{after}e": start["v"]})
            & (Q(**{f"{order.path}__{after}": start["v"]}) | Q(**{f"pk__{after}": start["k"]}))
        )
    sorting = order.by("pk") if is_null or order.path == "pk" else order.by(order.path, "pk")
    ids = rows.order_by(*sorting).values("pk")[:size]
    wide: QuerySet[Any] = widened(rows.model._default_manager.using(rows.db).filter(pk__in_read_once=ids))
    with_value: QuerySet[Any] = wide.annotate(**{SORT: F(order.path)})
    return with_value.order_by(*sorting)


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


def is_many_to_many(model: type[models.Model], path: str) -> bool:
    """Whether a row may have several values there."""
    return bool(field_at(model, path).many_to_many)


def is_indexed(model: type[models.Model], order: Order) -> bool:
    """Whether an index of the model alone gives this order, so that a page can be read from any number of rows."""
    if order.path == "pk":
        return True
    if "__" in order.path:
        return False
    pk = model._meta.pk.name
    shapes = ([(order.path, ""), (pk, "")], [(order.path, DOWN), (pk, DOWN)], [(order.path, "")])
    own = [[(name, sign) for name, sign in index.fields_orders] for index in model._meta.indexes if not index.condition]
    if order.path not in {field.name for field in model._meta.fields}:
        return False
    field = field_at(model, order.path)
    return bool(getattr(field, "db_index", False)) or field.unique or any(index in shapes for index in own)


def gives_order(model: type[models.Model], pinned: str, order: Order) -> bool:
    """Whether an index of the model has the rows with one value of `pinned` in this order, or in its reverse."""
    sign, pk = DOWN if order.is_descending else "", model._meta.pk.name
    wanted = [(order.path, sign), (pk, sign)]
    turned = [(name, "" if sign else DOWN) for name, _sign in wanted]
    own = [index.fields_orders for index in model._meta.indexes if not index.condition]
    return any(fields[0][0] == pinned and fields[1:] in (wanted, turned) for fields in own)


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
