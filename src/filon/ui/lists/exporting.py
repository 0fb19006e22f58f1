"""The rows of a list as a file: the user's columns, filters, order and rights; nothing else, and all of it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify

from filon.ui.lists.declaration import Column, RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.querying import with_everything
from filon.ui.paging import Order, page_of
from filon.ui.sheets import sheet

CHUNK = 1000

Answer = Callable[[HttpRequest, QuerySet[Any], Look], HttpResponseBase]
other_exports: dict[tuple[str, str], Answer] = {}
"""What rooms make of the rows that a list shows, by the list's key and the address' `export=`."""


def export(
    declared: RecordList, kind: str, rows: QuerySet[Any], columns: list[Column], order: Order, look: Look
) -> HttpResponseBase:
    """A download of all `rows` as "csv" or "xlsx"."""
    name = f"{slugify(str(declared.title)) or declared.key}-{look.today.isoformat()}"
    heads = [str(column.label) for column in columns]
    return sheet(name, kind, str(declared.title), heads, _chunks(declared, rows, columns, order), look.zone)


def _chunks(
    declared: RecordList, rows: QuerySet[Any], columns: list[Column], order: Order
) -> Iterator[list[list[Any]]]:
    cursor: str | None = ""
    while cursor is not None:
        page = page_of(rows, order, cursor, CHUNK, lambda found: with_everything(declared, found, rows))
        yield [[column.cell.value(row) for column in columns] for row in page.rows]
        cursor = page.cursor or None
