"""What a file is, by its content; its name does not count."""

from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.exchange.sources.base import MOST_BYTES, Source
from filon.exchange.sources.cards import open_cards
from filon.exchange.sources.texts import open_text
from filon.exchange.sources.workbooks import open_workbook
from filon.ui import formatting

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}


def open_source(path: Path, *, sheet: str = "", encoding: str = "", delimiter: str = "") -> Source:
    """The file at `path` as a table; DomainError says why it is none. What is not given is found out."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(size)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise DomainError(_("The file is empty."), field="file")
    for signature, name in _OTHERS.items():
        if start.startswith(signature):
            sentence = _("This is a %(kind)s file, not a table. Choose a CSV, XLSX or vCard file.")
            raise DomainError(sentence % {"kind": name}, field="file")
    if start.startswith(_WORKBOOKS):
        book = open_workbook(path)
        return replace(book, sheet=sheet) if sheet in book.sheets else book
    if b"BEGIN:VCARD" in start.upper().replace(b"\0", b""):
        return open_cards(path)
    return open_text(path, encoding=encoding, delimiter=delimiter)


def too_large(size: int) -> DomainError:
    """The refusal of a file beyond what is read."""
    told = {"size": formatting.file_size(size), "most": formatting.file_size(MOST_BYTES)}
    return DomainError(_("The file has %(size)s; at most %(most)s are read. Divide it.") % told, field="file")
