"""Delimited texts. Encoding and delimiter are found out from the content."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

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
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LOOKED_AT = 60
_PIECE = 1 << 20
_LONGEST = 1_000_000

csv.field_size_limit(_LONGEST)


def open_text(path: Path, *, encoding: str = "", delimiter: str = "") -> Source:
    """A delimited text; DomainError when it is none."""
    encoding = encoding if encoding in ENCODINGS else encoding_of(path)
    delimiter = delimiter if delimiter in DELIMITERS else delimiter_of(path, encoding)
    return Source(
        sheets=[""],
        read=lambda _sheet: _rows(path, encoding, delimiter),
        encoding=encoding,
        delimiter=delimiter,
    )


def encoding_of(path: Path) -> str:
    """The encoding that the bytes are in; DomainError when they are no text."""
    with path.open("rb") as file:
        start = file.read(_PIECE)
    for bom, name in _BOMS.items():
        if start.startswith(bom):
            return name
    if start.count(0) > len(start) // 4:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    if b"\0" in start:
        raise DomainError(_("This is not a table that can be read. Save it as CSV or XLSX."), field="file")
    if _is_utf8(path):
        return "utf-8"
    # Letters are at the same places in both, except a few; only Windows has quotation marks and dashes at 80 to 9F.
    return "cp1250" if any(0x80 <= byte <= 0x9F for byte in start) else "iso-8859-2"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


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
