"""A table of an analysis as a file."""

import csv
import io
import tempfile
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponse, HttpResponseBase

from filon.ui.lists.exporting import XLSX


def sheet(name: str, kind: str, heads: list[str], lines: list[list[Any]]) -> HttpResponseBase:
    """A download called `name` as "csv" or "xlsx": headings, then lines of a text and numbers."""
    if kind == "xlsx":
        return FileResponse(_xlsx(heads, lines), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[_safe(value) for value in line] for line in [heads, *lines]])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _xlsx(heads: list[str], lines: list[list[Any]]) -> Any:
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    page = book.add_worksheet()
    page.freeze_panes(1, 1)
    page.set_column(0, len(heads), 20)
    page.write_row(0, 0, heads, bold)
    for at, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            if isinstance(value, int | float | Decimal):
                page.write_number(at, place, float(value), amount if isinstance(value, Decimal) else None)
            elif value is not None:
                page.write_string(at, place, str(value))
    book.close()
    file.seek(0)
    return file
