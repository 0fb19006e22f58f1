"""Delimited texts. Encoding and delimiter are found out from the content."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from filon.core.encodings import encoding_of
from filon.core.exceptions import DomainError
from filon.exchange.readers import Cell
from filon.exchange.sources.base import Source

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1250": "Windows-1250",
    "iso-8859-2": "ISO 8859-2",
    "utf-16": "UTF-16",
}
DELIMITERS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
_LOOKED_AT = 60
_LONGEST = 1_000_000

csv.field_size_limit(_LONGEST)


def open_text(path: Path, *, encoding: str = "", delimiter: str = "") -> Source:
    """A delimited text; DomainError when it is none."""
    encoding = encoding if encoding in ENCODINGS else known_encoding(path)
    delimiter = delimiter if delimiter in DELIMITERS else delimiter_of(path, encoding)
    return Source(
        sheets=[""],
        read=lambda _sheet: _rows(path, encoding, delimiter),
        encoding=encoding,
        delimiter=delimiter,
    )


def known_encoding(path: Path) -> str:
    """The encoding that the bytes are in; DomainError when they are no text."""
    with path.open("rb") as file:
        found = encoding_of(file)
    if not found:
        raise DomainError(_("This is not a table that can be read. Save it as CSV or XLSX."), field="file")
    return found


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that divides most rows into the same number of columns, at least two."""
    best, width = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = [len(row) for row in _first(path, encoding, delimiter) if row]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        if usual > 1 and (widths.count(usual), usual) > width:
            best, width = delimiter, (widths.count(usual), usual)
    return best


def _first(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    rows = _rows(path, encoding, delimiter)
    for _number in range(_LOOKED_AT):
        try:
            row = next(rows, None)
        except DomainError:
            return
        if row is None:
            return
        yield [str(cell) for cell in row]


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[Cell]]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline="") as stream:
        reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=delimiter)
        while True:
            try:
                yield [*next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                raise DomainError(
                    _("Line %(line)d of the file cannot be read; perhaps a quotation mark is left open.")
                    % {"line": reader.line_num}
                ) from error
