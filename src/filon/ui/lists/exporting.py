"""The rows of a list as a file: the user's columns, filters, order and rights; nothing else, and all of it.

CSV is for programs (comma, UTF-8, ISO dates, decimal point) and streams; XLSX is for people, with real dates and
numbers. A text that a spreadsheet would run as a formula is written with an apostrophe before it.
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.text import slugify

from filon.ui.cells import Value
from filon.ui.lists.declaration import Column, RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.paging import Order, page_of
from filon.ui.lists.querying import with_everything

CHUNK = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def export(
    declared: RecordList, kind: str, rows: QuerySet[Any], columns: list[Column], order: Order, look: Look
) -> HttpResponseBase:
    """A download of all `rows` as "csv" or "xlsx"."""
    name = f"{slugify(str(declared.title)) or declared.key}-{look.today.isoformat()}.{kind}"
    chunks = _chunks(declared, rows, order)
    if kind == "xlsx":
        file = _xlsx(str(declared.title), chunks, columns, look)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    lines = _csv(chunks, columns, look, translation.get_language() or "en")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chunks(declared: RecordList, rows: QuerySet[Any], order: Order) -> Iterator[list[Any]]:
    cursor = ""
    while True:
        page = page_of(rows, order, cursor, CHUNK, lambda found: with_everything(declared, found))
        yield page.rows
        cursor = page.cursor
        if not cursor:
            return


def _csv(chunks: Iterator[list[Any]], columns: list[Column], look: Look, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    with translation.override(language):
        yield "\ufeff" + writer.writerow([str(column.label) for column in columns])
    for found in chunks:
        # Between two chunks other requests may have used this thread in another language.
        with translation.override(language):
            lines = [writer.writerow([_for_csv(column.cell.value(row), look) for column in columns]) for row in found]
        yield "".join(lines)


def _for_csv(value: Value, look: Look) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(ZoneInfo(look.zone)).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case int() | Decimal():
            return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _xlsx(title: str, chunks: Iterator[list[Any]], columns: list[Column], look: Look) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {"day": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "money": "#,##0.00"}
    styles = {name: book.add_format({"num_format": pattern}) for name, pattern in formats.items()}
    sheet = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Filon")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 20)
    sheet.write_row(0, 0, [str(column.label) for column in columns], book.add_format({"bold": True}))
    line = 0
    for found in chunks:
        for row in found:
            line += 1
            for at, column in enumerate(columns):
                _write(sheet, line, at, column.cell.value(row), styles, look)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, line: int, at: int, value: Value, styles: dict[str, Any], look: Look) -> None:
    match value:
        case None:
            return
        case datetime():
            local = value.astimezone(ZoneInfo(look.zone)).replace(tzinfo=None)
            sheet.write_datetime(line, at, local, styles["moment"])
        case date():
            sheet.write_datetime(line, at, value, styles["day"])
        case Decimal():
            sheet.write_number(line, at, value, styles["money"])
        case int():
            sheet.write_number(line, at, value)
        case _:
            sheet.write_string(line, at, value)
