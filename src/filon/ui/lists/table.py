"""The table view: finished strings for one flat template."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core.time_limits import TooSlow
from filon.ui.lists import querying
from filon.ui.lists.declaration import Column, Grouping, RecordList, View
from filon.ui.lists.editing import actions_of
from filon.ui.lists.grouping import bucket_of, within
from filon.ui.lists.look import Look
from filon.ui.lists.querying import Size
from filon.ui.lists.saving import columns_for
from filon.ui.lists.state import ListState
from filon.ui.paging import Order, Page, is_indexed, is_many_to_many

OPEN_AT_ONCE = 200
_MARK = 7_777_777_777


@dataclass(frozen=True)
class Row:
    """One row: its id and label, and its cells as one string."""

    id: str
    label: SafeString
    cells: SafeString


@dataclass(frozen=True)
class Heading:
    """One column's head; `url` orders by it, `direction` is "ascending" or "descending" when it is the order."""

    key: str
    label: str
    css: str
    url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class GroupRows:
    """A group's head (with (css, text) of the columns after the first) and its rows, when they are open."""

    heading: str
    count: int
    cells: list[tuple[str, str]]
    url: str
    rows: list[Row] = field(default_factory=list)
    level: int = 1


@dataclass(frozen=True)
class Table:
    """Everything that the table's template shows."""

    headings: list[Heading]
    rows: list[Row]
    more_url: str
    groups: list[GroupRows]
    totals: list[tuple[str, str]]
    width: int


def table_rows(declared: RecordList, columns: list[Column], found: list[Any], look: Look) -> list[Row]:
    """Rows as strings."""
    url = escape(reverse(declared.url_name, args=[_MARK])).replace(str(_MARK), "{id}") if declared.url_name else ""
    first, *rest = columns
    under = [column.cell.html for column in rest if column.on_phone == "under"]
    cells = [(_opening(column, declared), column.cell.html) for column in rest]
    # Strings are joined here because a template takes 20 µs for each of several hundred cells.
    return [
        Row(
            id=str(row.pk),
            label=conditional_escape(declared.title_of(row)),
            cells=_joined(
                "",
                (
                    _title(
                        url.replace("{id}", str(row.pk)),
                        first.cell.html(row, look),
                        _joined("<br>", (conditional_escape(shown) for html in under if (shown := html(row, look)))),
                    ),
                    *(f"{opening}{conditional_escape(html(row, look))}</td>" for opening, html in cells),
                ),
            ),
        )
        for row in found
    ]


def _opening(column: Column, declared: RecordList) -> str:
    cell = f' data-cell="{column.key}"' if column.field and declared.editing else ""
    return f'<td class="{css_of(column)}"{cell}>'


def _title(url: str, text: str, under: SafeString) -> str:
    """The first cell, with what stands below it on a phone."""
    shown = f'<a href="{url}">{conditional_escape(text)}</a>' if url else conditional_escape(text)
    below = f'<span class="only-phone-b d-none muted">{under}</span>' if under else ""
    return f"<td><b>{shown}</b>{below}</td>"


def _joined(between: str, parts: Iterable[str]) -> SafeString:
    return mark_safe(between.join(parts))  # noqa: S308 -- each part is escaped


def css_of(column: Column) -> str:
    """The classes of a column's cells."""
    return f"{column.cell.css} {'' if column.on_phone == 'beside' else 'no-phone'}".strip()


def table_context(
    _request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look
) -> dict[str, Any]:
    """The table of the state: its first page, or its groups."""
    columns = columns_for(declared, look)
    size = querying.size_in(declared, state, rows, look, columns)
    key, order = querying.allowed_order(declared, rows, state.order or declared.order, size)
    notice = _order_refused() if state.order and key != state.order else ""
    nesting = declared.nesting(state)
    page, groups, totals = Page([]), [], None
    try:
        totals = querying.totals(rows, columns, size)
        if nesting and not state.cursor:
            groups = _groups(declared, state, rows, nesting, columns, look, size)
        elif size.rows:
            page = querying.page(declared, rows, order, size=size, cursor=state.cursor)
    except TooSlow:
        notice = querying.too_slow_text()
    table = Table(
        headings=[
            _heading(column, "" if column is columns[0] else css_of(column), state, key, size, rows)
            for column in columns
        ],
        rows=table_rows(declared, columns, page.rows, look),
        more_url=state.url(cursor=page.cursor) if page.cursor else "",
        groups=groups,
        totals=_sums(columns, totals) if totals else [],
        width=len(columns) + 1,
    )
    return {"table": table, "size": size, "notice": notice, "sum": sum_text(declared, columns, size, totals)}


def part_context(declared: RecordList, state: ListState, rows: Any, look: Look) -> dict[str, Any]:
    """The next rows of the table, or of one of its groups."""
    columns = columns_for(declared, look)
    nesting = declared.nesting(state)
    opened = state.opened.split("/") if nesting and state.opened is not None else []
    for grouping, value in zip(nesting, opened, strict=False):
        rows = within(rows, grouping, value, look.zone)
    size = querying.size_in(declared, state, rows, look)
    _key, order = querying.allowed_order(declared, rows, state.order or declared.order, size)
    page, groups, notice = Page([]), [], ""
    try:
        if opened and len(opened) < len(nesting):
            groups = _groups(declared, state, rows, nesting[len(opened) :], columns, look, size)
        else:
            page = querying.page(declared, rows, order, size=size, cursor=state.cursor)
    except TooSlow:
        notice = querying.too_slow_text()
    return {
        "inner": groups,
        "rows": table_rows(declared, columns, page.rows, look),
        "more_url": state.url(cursor=page.cursor, opened=state.opened) if page.cursor else "",
        "width": len(columns) + 1,
        "notice": notice,
        "has_actions": bool(actions_of(declared, look.user)),
    }


def sum_text(declared: RecordList, columns: list[Column], size: Size, totals: dict[str, Any] | None) -> str:
    """What stands under the title: „14 oportunități · 1,2 mil. lei”."""
    known = totals or {}
    amounts = [column.total_cell(known[column.key] or 0) for column in columns if column.key in known]
    return " · ".join([size.in_words(declared.noun), *amounts])


def _groups(
    declared: RecordList,
    state: ListState,
    rows: Any,
    nesting: list[Grouping],
    columns: list[Column],
    look: Look,
    size: Size,
) -> list[GroupRows]:
    """The groups of the outer grouping; if it is the only one, of few rows all are shown at once, in one query."""
    by_group: dict[str, list[Any]] = {}
    grouping, *deeper = nesting
    level = state.opened.count("/") + 2 if state.opened is not None else 1
    if size.rows <= OPEN_AT_ONCE and not deeper and level == 1 and not is_many_to_many(rows.model, grouping.path):
        _key, order = querying.allowed_order(declared, rows, state.order or declared.order, size)
        every = querying.with_everything(declared, rows).order_by(*order.by(order.path, "pk"))
        for row in every:
            by_group.setdefault(bucket_of(row, grouping, look), []).append(row)
    return [
        GroupRows(
            heading=group.heading,
            count=group.count,
            cells=_sums(columns, group.totals),
            url=state.url(opened="/".join([*([state.opened] if level > 1 and state.opened else []), group.value])),
            rows=table_rows(declared, columns, by_group.get(group.value, []), look),
            level=level,
        )
        for group in querying.groups(rows, grouping, columns, size, look.zone)
    ]


def _sums(columns: list[Column], totals: dict[str, Any]) -> list[tuple[str, str]]:
    """(css, text) for each column after the first."""
    return [
        (css_of(column), column.total_cell(totals[column.key] or 0) if column.key in totals else "")
        for column in columns[1:]
    ]


def _heading(column: Column, css: str, state: ListState, key: str, size: Size, rows: Any) -> Heading:
    label = str(column.label)
    if not column.sort or (size.is_many and not is_indexed(rows.model, Order(column.sort))):
        return Heading(column.key, label, css)
    name, is_down = key.removeprefix("-"), key.startswith("-")
    if name != column.key:
        return Heading(column.key, label, css, state.url(order=f"-{column.key}" if "num" in css else column.key))
    turned = column.key if is_down else f"-{column.key}"
    return Heading(column.key, label, css, state.url(order=turned), "descending" if is_down else "ascending")


def _order_refused() -> str:
    return _("With more than 10,000 rows this order is not available. Narrow the list to order it so.")


TABLE = View("table", gettext_lazy("List"), "list", "ui/lists/table.html", table_context)
