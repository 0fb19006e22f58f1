"""Files of records: for people, and to be edited and imported again."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.text import slugify

from filon.exchange.declaring import ID, Column, Exchangeable
from filon.exchange.models import Import, ImportRow
from filon.exchange.services.looking import look_at
from filon.exchange.services.settings import Settings
from filon.exchange.services.uploading import path_of
from filon.ui.sheets import sheet

CHUNK = 500


def export(
    declared: Exchangeable, rows: "QuerySet[Any]", columns: Sequence[Column], kind: str, zone: str, day: str
) -> HttpResponseBase:
    """A download of `rows`, which the reader may see, as "csv" or "xlsx": their ids first, so that the same file,
    edited and imported, changes the same records."""
    heads = [str(column.label) for column in columns]
    name = f"{slugify(str(declared.label)) or declared.kind}-{day}"
    return sheet(name, kind, str(declared.label), heads, _chunks(rows, columns), zone)


def chosen(declared: Exchangeable, keys: Sequence[str]) -> list[Column]:
    """The columns of these keys in our order; all when there is none. The id always comes along."""
    offered = offered_columns(declared)
    return [ID, *([column for column in offered if column.key in keys] or offered)]


def offered_columns(declared: Exchangeable) -> list[Column]:
    """What may be exported besides the id."""
    return [column for column in declared.columns if column.key != ID.key and column.is_exported]


def template(declared: Exchangeable, kind: str, zone: str) -> HttpResponseBase:
    """An empty file with all headings that are understood."""
    heads = [str(column.label) for column in offered_columns(declared)]
    return sheet(slugify(str(declared.label)), kind, str(declared.label), heads, [], zone)


def rejected(subject: Import, reason: str, kind: str, zone: str) -> HttpResponseBase:
    """The rows that did not come in, as they stand in the file, with the reasons in a last column called `reason`."""
    look = look_at(path_of(subject), Settings.of(subject.settings))
    width = len(look.headings)

    def chunks() -> Iterator[list[list[Any]]]:
        rows = ImportRow.objects.filter(source=subject).order_by("number")
        for row in rows.iterator(chunk_size=CHUNK):
            cells = [*row.cells, *[""] * width][:width]
            yield [[*cells, " ".join(row.reasons)]]

    name = f"{slugify(subject.file_name.rpartition('.')[0]) or 'import'}-{slugify(reason)}"
    return sheet(name, kind, reason, [*look.headings, reason], chunks(), zone)


def _chunks(rows: "QuerySet[Any]", columns: Sequence[Column]) -> Iterator[list[list[Any]]]:
    last = 0
    while True:
        found = list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK])
        if not found:
            return
        last = found[-1].pk
        yield [[_plain(column, row) for column in columns] for row in found]


def _plain(column: Column, row: Any) -> Any:
    value = column.value_of(row)
    if value is None:
        return None
    if column.link and not column.link.is_many:
        return column.link.write(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return column.reader.write(value)
