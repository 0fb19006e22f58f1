"""From the rows that fit to the rows of a page: how many there are, which plan reads them, groups and sums."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from filon.core.remembering import Remembered
from filon.core.time_limits import time_limit
from filon.ui import formatting
from filon.ui.lists.declaration import MANY, Column, Grouping, Known, RecordList
from filon.ui.lists.grouping import bucket, headings, stored
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState
from filon.ui.paging import Order, Page, gives_order, is_indexed, page_of

SECONDS = 1.5
_SEEN_MANY = Remembered(seconds=60)
MAX_GROUPS = 200
MAX_FOUND = 20_000


@dataclass(frozen=True)
class Size:
    """How many rows fit: exactly up to 10,000, and beyond if the list knows its figures without counting."""

    rows: int
    known: Known | None = None
    sums: dict[str, Any] | None = None
    """What was added up in the same breath, by the keys of columns."""

    @property
    def is_many(self) -> bool:
        """Whether there are more than are ever counted, so that they can only be read along an index."""
        return self.rows > MANY

    def in_words(self, noun: Any) -> str:
        """„1.204 oportunități”, „10.000+ de oportunități”."""
        if self.is_many and self.known is None:
            return str(noun % {"n": MANY, "shown": f"{formatting.number(MANY)}+"})
        return str(noun % {"n": self.rows, "shown": formatting.number(self.rows)})


@dataclass(frozen=True)
class Group:
    """The rows with one value: its heading, how many, and the sums of the columns by key."""

    value: str
    heading: str
    count: int
    totals: dict[str, Any]


def size_of(rows: QuerySet[Any]) -> Size:
    """Count `rows` up to 10,001."""
    return Size(rows[: MANY + 1].count())


def size_in(
    declared: RecordList, state: ListState, rows: QuerySet[Any], look: Look, columns: list[Column] | None = None
) -> Size:
    """How many `rows` the state leaves, with the sums of `columns`: as the list knows, else counted and added up.

    What is opened of a group is counted. That there were many is believed for a minute: to count 10,001 rows only to
    say „10.000+” again costs more than the page.
    """
    if state.opened is not None:
        return size_of(rows)
    known = declared.known(state, look)
    if known:
        return Size(known.rows, known)
    key = (MANY, declared.key, look.user.pk, look.today, state.q, tuple(state.filters.items()))
    if key in _SEEN_MANY:
        return Size(MANY + 1)
    size = _added_up(rows, {column.key: column.total for column in columns or () if column.total})
    if size.is_many:
        _SEEN_MANY.add(key)
    return size


def _added_up(rows: QuerySet[Any], summed: dict[str, str]) -> Size:
    """Count `rows` up to 10,001 and add up the paths of `summed`, in one statement."""
    if not summed:
        return size_of(rows)
    some = rows.values("pk", *set(summed.values()))[: MANY + 1]
    found = some.aggregate(list_rows=Count("pk"), **{f"sum_{key}": Sum(path) for key, path in summed.items()})
    return Size(found.pop("list_rows"), sums={key.removeprefix("sum_"): amount for key, amount in found.items()})


def allowed_order(declared: RecordList, rows: QuerySet[Any], asked: str, size: Size) -> tuple[str, Order]:
    """The order that is asked for if it can be had, else the list's own, else the newest first.

    With many rows only an order that an index gives can be had: any other would sort all of them for each page.
    """
    for key in (asked, declared.order):
        order = declared.order_of(key)
        if order and (not size.is_many or is_indexed(rows.model, order)):
            return key, order
    return "", Order("pk", is_descending=True)


def page(declared: RecordList, rows: QuerySet[Any], order: Order, *, size: Size, cursor: str = "") -> Page:
    """One page, or `TooSlow` when a hard combination of conditions finds no rows in time."""
    is_served = size.known is not None and gives_order(rows.model, size.known.pinned, order)
    with _limit(rows, size):
        return page_of(
            rows if is_served else planned(rows, size),
            order,
            cursor,
            widened=lambda found: with_everything(declared, found, rows),
        )


def _limit(rows: QuerySet[Any], size: Size) -> AbstractContextManager[None]:
    """Few rows need no limit, which on PostgreSQL costs statements of its own."""
    return time_limit(SECONDS, using=rows.db) if size.is_many else nullcontext()


def with_everything(declared: RecordList, found: QuerySet[Any], rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """What was `found` with what the cells read, and what the list's `rows` bring for their reader."""
    besides: tuple[Any, ...] = () if rows is None else rows._prefetch_related_lookups  # type: ignore[attr-defined]
    return found.select_related(*declared.related).prefetch_related(*declared.prefetched, *besides)


def planned(rows: QuerySet[Any], size: Size) -> QuerySet[Any]:
    """The same rows, in the form that makes SQLite read the fewest; PostgreSQL chooses right by itself.

    Few rows are collected and sorted. Of many, the index of the order is walked and each row asked whether it fits:
    left alone, SQLite would collect a hundred thousand rows to show fifty.
    """
    if connections[rows.db].vendor != "sqlite" or not rows.query.where:
        return rows
    all_rows: QuerySet[Any] = rows.model._default_manager.using(rows.db)
    fits = Q(Exists(rows.filter(pk=OuterRef("pk")))) if size.is_many else Q(pk__in=rows.values("pk"))
    return all_rows.filter(fits)


def totals(rows: QuerySet[Any], columns: list[Column], size: Size) -> dict[str, Any] | None:
    """The sums of the columns that have one, by key: as known, else added up; None of too many rows to add up."""
    summed = {column.key: column.total for column in columns if column.total}
    if size.known and (size.is_many or summed.keys() <= size.known.totals.keys()):
        return {key: amount for key, amount in size.known.totals.items() if key in summed} or None
    if size.is_many or not summed:
        return None
    if size.sums is not None and summed.keys() <= size.sums.keys():
        return {key: size.sums[key] for key in summed}
    return rows.aggregate(**{key: Sum(path) for key, path in summed.items()})


def groups(rows: QuerySet[Any], grouping: Grouping, columns: list[Column], size: Size, zone: str) -> list[Group]:
    """The groups with their counts and sums, in the order of their headings; those without a value come last."""
    sums = {f"sum_{column.key}": Sum(column.total) for column in columns if column.total}
    with _limit(rows, size):
        grouped = rows.annotate(group_value=stored(rows, grouping)).values("group_value")
        found = list(grouped.annotate(group_size=Count("*"), **sums)[:MAX_FOUND])
    made: dict[str, Group] = {}
    for row in found:
        value = bucket(row["group_value"], grouping, zone)
        totals = {key.removeprefix("sum_"): row[key] or 0 for key in sums}
        group = made.setdefault(value, Group(value, "", 0, dict.fromkeys(totals, 0)))
        together = {key: group.totals[key] + amount for key, amount in totals.items()}
        made[value] = Group(value, "", group.count + row["group_size"], together)
    named = headings(rows, grouping, made)
    return [replace(made[value], heading=heading) for value, heading in named.items()][:MAX_GROUPS]


def too_slow_text() -> str:
    """What to say when a query was stopped."""
    return _("There are too many rows for this. Narrow the search or add a filter.")
