"""Tables as files, from plain values. CSV is for programs (comma, UTF-8, ISO dates, decimal point) and streams; XLSX is
for people, with real dates and numbers. A text that a spreadsheet would run as a formula gets an apostrophe before it.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Chunks = Iterable[Iterable[Sequence[Any]]]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def sheet(name: str, kind: str, title: str, heads: Sequence[str], chunks: Chunks, zone: str) -> HttpResponseBase:
    """A download called `name` as "csv" or "xlsx": the headings, and rows of plain values that come in chunks."""
    if kind == "xlsx":
        file = _xlsx(title, heads, chunks, zone)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    lines = _csv(heads, chunks, zone, translation.get_language() or "en")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _csv(heads: Sequence[str], chunks: Chunks, zone: str, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([_plain(head, zone) for head in heads])
    found = iter(chunks)
    while True:
        # Between two chunks other requests may have used this thread in another language.
        with translation.override(language):
            rows = next(found, None)
            if rows is None:
                return
            lines = [writer.writerow([_plain(value, zone) for value in row]) for row in rows]
        yield "".join(lines)


def _plain(value: Any, zone: str) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            return str(value)
    return f"'{value}" if str(value).startswith(_FORMULA) else str(value)


def _xlsx(title: str, heads: Sequence[str], chunks: Chunks, zone: str) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {"day": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "money": "#,##0.00"}
    styles = {name: book.add_format({"num_format": pattern}) for name, pattern in formats.items()}
    page = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Filon")
    page.freeze_panes(1, 0)
    page.set_column(0, max(len(heads) - 1, 0), 20)
    page.write_row(0, 0, heads, book.add_format({"bold": True}))
    line = 0
    for rows in chunks:
        for row in rows:
            line += 1
            for at, value in enumerate(row):
                _write(page, line, at, value, styles, zone)
    book.close()
    file.seek(0)
    return file


def _write(page: Any, line: int, at: int, value: Any, styles: dict[str, Any], zone: str) -> None:
    match value:
        case None:
            return
        case datetime():
            page.write_datetime(line, at, value.astimezone(ZoneInfo(zone)).replace(tzinfo=None), styles["moment"])
        case date():
            page.write_datetime(line, at, value, styles["day"])
        case Decimal():
            page.write_number(line, at, value, styles["money"])
        case int() | float():
            page.write_number(line, at, value)
        case _:
            page.write_string(line, at, str(value))
