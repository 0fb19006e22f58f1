"""Workbooks: XLSX, XLS, ODS. They are read by python-calamine, which keeps one sheet in memory, in Rust."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, ZipError

from filon.core.exceptions import DomainError
from filon.exchange.readers import Cell
from filon.exchange.sources.base import MOST_COLUMNS, Source, too_wide

_MOST_UNPACKED = 600 * 1024 * 1024
_BROKEN = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"')
_SHOWN = 5


def open_workbook(path: Path) -> Source:
    """A workbook; DomainError when it cannot be opened."""
    _require_sensible_size(path)
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as error:
        raise DomainError(_("The workbook is protected by a password. Save it without one."), field="file") from error
    except (CalamineError, ZipError, OSError) as error:
        raise DomainError(_("The workbook cannot be opened. Save it anew as XLSX or CSV."), field="file") from error
    if not sheets:
        raise DomainError(_("The workbook has no sheet with cells."), field="file")
    filled = [name for name in sheets if book.get_sheet_by_name(name).height] or sheets
    return Source(
        sheets=sheets,
        sheet=filled[0],
        read=lambda sheet: _rows(book, sheet),
        notices=lambda sheet: [*_merged(book, sheet), *_errors(path)],
    )


def _require_sensible_size(path: Path) -> None:
    """A small file may unpack to gigabytes."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MOST_UNPACKED:
                raise DomainError(_("The workbook is too large to be opened. Divide it."), field="file")


def _rows(book: CalamineWorkbook, name: str) -> Iterator[Sequence[Cell]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.width > MOST_COLUMNS:
        raise too_wide(sheet.width)
    for row in sheet.iter_rows():
        yield [_cell(value) for value in row]


def _cell(value: object) -> Cell:
    """A span of time or an hour alone is no value of ours: it stays as it is written."""
    return value if isinstance(value, str | int | float | bool | date) else str(value)


def _merged(book: CalamineWorkbook, name: str) -> list[str]:
    ranges = book.get_sheet_by_name(name).merged_cell_ranges or []
    if not ranges:
        return []
    rows = ", ".join(str(first[0] + 1) for first, _last in ranges[:_SHOWN])
    return [_("The sheet has merged cells (row %(rows)s): only the first cell of each is filled.") % {"rows": rows}]


def _errors(path: Path) -> list[str]:
    """The cells in which a formula has failed, which are read as empty."""
    if not zipfile.is_zipfile(path):
        return []
    found: list[str] = []
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/sheet") and len(found) <= _SHOWN:
                found += _broken_cells(packed, name)
    if not found:
        return []
    cells = ", ".join(found[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
    return [_("Some formulas have failed (%(cells)s): these cells are read as empty.") % {"cells": cells}]


def _broken_cells(packed: zipfile.ZipFile, name: str) -> list[str]:
    found: list[str] = []
    with packed.open(name) as stream:
        kept = b""
        while (piece := stream.read(1 << 20)) and len(found) <= _SHOWN:
            found += [cell.decode() for cell in _BROKEN.findall(kept + piece)]
            kept = piece[-100:]
    return list(dict.fromkeys(found))
