"""What a room says about a list, once. See `docs/development/adding-a-model.md`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase

from filon.ui.cells import Cell
from filon.ui.lists.filters import Facet
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState
from filon.ui.paging import Order
from filon.ui.periods import STEPS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

declared_lists: dict[str, "RecordList"] = {}
"""The lists that have a page, by key."""

MANY = 10_000
"""Counts are exact up to here; beyond, only orders that an index gives are offered, and no sums."""


@dataclass(frozen=True)
class Column:
    """A column. `sort` is the path it is ordered by. `total` is the path of the amounts that its sum adds.

    On a phone the first column stands with the cells of those marked "under" below it, those marked "beside" at its
    right, and the others are left out. An `is_extra` column shows only when the user has chosen it. `field` names the
    field of the list's `Editing` form that changes it in place.
    """

    key: str
    label: "str | _StrPromise"
    cell: Cell
    sort: str = ""
    total: str = ""
    total_cell: Callable[[Any], str] = str
    on_phone: str = ""
    is_extra: bool = False
    field: str = ""


@dataclass(frozen=True)
class Grouping:
    """Rows with one value of `path` together. `names` gives the heading of each value, in the order of headings.

    Without `names`, a foreign key's rows name themselves in their model's order, and choices have their labels. Days
    and moments (`dates` is "day" or "moment") go together by `step`: an address says `closing:month`. `field` is what
    of the `Editing` form a card gets that is dropped there. The facet of the same key narrows a list to one group.
    """

    key: str
    label: "str | _StrPromise"
    path: str
    empty: "str | _StrPromise" = "–"
    names: Callable[[list[Any]], dict[Any, str]] | None = None
    dates: str = ""
    step: str = ""
    field: str = ""


@dataclass(frozen=True)
class Measure:
    """An amount that analyses add up: `total` is its path or expression; "" counts rows. `text` writes a sum."""

    key: str
    label: "str | _StrPromise"
    total: Any = ""
    text: Callable[[Any, Look], str] = lambda value, _look: str(value)
    is_average: bool = False
    is_shown: Callable[[Any], bool] = lambda _user: True


@dataclass(frozen=True)
class Analysis:
    """With which axes and amount an analysis opens, and as which graph: "bar", "line" or "pie"."""

    rows: str
    columns: str = ""
    measure: str = "count"
    chart: str = "bar"


@dataclass(frozen=True)
class Editing:
    """How fields of rows change in place, by drag and many at once. `form(user)` has every field that may change.

    `change(actor=…, rows=…, values=…)` calls the room's service for all rows and gives the sentence of the toast.
    """

    form: Callable[[Any], Form]
    change: Callable[..., str]
    many: tuple[str, ...] = ()


@dataclass(frozen=True)
class BulkAction:
    """Something done to the selected rows in one request, hence one change-set and one undo.

    `run(actor=…, rows=…, **cleaned_data)` calls the room's service and gives the sentence of the toast. `form` asks
    for what it needs first; `effect(rows)` says beforehand what will happen, and makes the action ask without one.
    One with a `page(rows)` leads to that address instead; one that is not `is_divisible` is never done in batches.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    run: Callable[..., str] = str
    form: Callable[..., Form] | None = None
    effect: Callable[[QuerySet[Any]], str] | None = None
    visible_to: Callable[[Any], bool] = lambda _user: True
    page: Callable[[QuerySet[Any]], str] | None = None
    is_divisible: bool = True


@dataclass(frozen=True)
class Primary:
    """The one main button of a page, such as „Nou(ă)”; `hint` names the thing: „Oportunitate nouă”."""

    label: "str | _StrPromise"
    hint: "str | _StrPromise"
    url_name: str
    is_dialog: bool = False
    visible_to: Callable[[Any], bool] = lambda _user: True


@dataclass(frozen=True)
class View:
    """One way to look at the rows. `template` shows what `context` makes of all rows that fit the state.

    The table comes with the kit (`table.TABLE`). A view that knows better may put the sentence under the page's title
    into its context as `sum`. `part` answers what the view alone asks for, a file or more of it, or None.
    """

    key: str
    label: "str | _StrPromise"
    icon: str
    template: str
    context: Callable[[HttpRequest, "RecordList", ListState, QuerySet[Any], Look], dict[str, Any]]
    has_groups: bool = True
    part: Callable[[HttpRequest, "RecordList", ListState, QuerySet[Any], Look], HttpResponseBase | None] | None = None


@dataclass(frozen=True)
class Known:
    """What a room knows of the rows without reading them: how many, and sums by the keys of columns.

    `pinned` is a field that has one value in all of them, so that an index which begins with it gives their order.
    """

    rows: int
    totals: dict[str, Any]
    pinned: str = ""


@dataclass(frozen=True)
class RecordList:
    """A list of records of one kind, with all its views, on one address.

    `rows(user)` starts from `visible_to`. `noun` is lazy: `ngettext_lazy("%(shown)s lead", "%(shown)s leads", "n")`.
    `url_name` is the page of one row, by its id. `related` and `prefetched` bring what the cells read. `known` gives
    the figures of a state from a summary, or None where there is none: then rows are counted, and added up if few.
    `added` are the actions that rooms above register; on the page they put what they have into the slot `list.<key>`.
    """

    key: str
    title: "str | _StrPromise"
    noun: Any
    rows: Callable[[Any], QuerySet[Any]]
    columns: tuple[Column, ...]
    order: str
    url_name: str = ""
    crumbs: tuple["str | _StrPromise", ...] = ()
    facets: tuple[Facet, ...] = ()
    starts_with: Callable[[Any], Iterable[str]] = lambda _user: ()
    groupings: tuple[Grouping, ...] = ()
    measures: tuple[Measure, ...] = ()
    analysis: Analysis | None = None
    editing: Editing | None = None
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    actions: tuple[BulkAction, ...] = ()
    added: Iterable[BulkAction] = ()
    primary: Primary | None = None
    views: tuple[View, ...] = ()
    related: tuple[str, ...] = ()
    prefetched: tuple[Any, ...] = ()
    known: Callable[[ListState, Look], Known | None] = lambda _state, _look: None
    title_of: Callable[[Any], str] = str
    empty_text: "str | _StrPromise" = ""
    empty_icon: str = "inbox"
    page: str = "ui/lists/page.html"

    def __post_init__(self) -> None:
        """Refuse what no page could show."""
        if len(self.facets) > 20:
            raise ValueError(f"the list {self.key!r} has more than 20 facets")
        order = self.order.removeprefix("-")
        if not any(column.key == order and column.sort for column in self.columns):
            raise ValueError(f"the list {self.key!r} is ordered by {order!r}, which is no column with `sort`")

    def column(self, key: str) -> Column | None:
        """The column called `key`."""
        return next((column for column in self.columns if column.key == key), None)

    def facet(self, key: str) -> Facet | None:
        """The facet called `key`."""
        return next((facet for facet in self.facets if facet.key == key), None)

    def grouping(self, key: str) -> Grouping | None:
        """The grouping that `key` of an address means, such as `team` or `closing:month`."""
        name, _colon, step = key.partition(":")
        found = next((grouping for grouping in self.groupings if grouping.key == name), None)
        if found is None or not found.dates:
            return found if not step else None
        return replace(found, step=step or "month") if step in ("", *STEPS) else None

    def nesting(self, state: ListState) -> list[Grouping]:
        """The groupings of the state that the list has, from the outer to the inner."""
        return [found for key in state.levels if (found := self.grouping(key))]

    def order_of(self, key: str) -> Order | None:
        """The order that `key` of an address means, such as `-revenue`."""
        column = self.column(key.removeprefix("-"))
        return Order(column.sort, key.startswith("-")) if column and column.sort else None

    def default_order(self) -> Order:
        """The order of the list before anybody chooses one."""
        order = self.order_of(self.order)
        assert order is not None
        return order

    def starting(self, user: Any) -> tuple[str, ...]:
        """The filters with which `user` opens the list."""
        return tuple(self.starts_with(user))


def filtered(declared: RecordList, state: ListState, look: Look) -> QuerySet[Any]:
    """The rows that the state and the user's rights leave, in no order, before any page is cut."""
    rows = declared.rows(look.user)
    for key, values in state.filters.items():
        facet = declared.facet(key)
        condition = facet.condition(values, look) if facet else None
        if condition is not None:
            rows = rows.filter(condition)
    ruled = [
        condition
        for key, operator, value in state.rules
        if (facet := declared.facet(key)) and (condition := facet.ruled(operator, value, look)) is not None
    ]
    if ruled:
        rows = rows.filter(reduce(or_ if state.options.get("match") == "any" else and_, ruled))
    if state.q and declared.search:
        rows = declared.search(rows, state.q)
    return rows.order_by()
