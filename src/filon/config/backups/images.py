"""The images of history in the form of the engine that restores them: each undoes with what its own triggers wrote."""

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateTimeField, Field

from filon.config.backups import archive
from filon.history.recorded import recorded_models

CHANGES = "history_change"
REGISTER = "history_recordedtable"
Row = list[Any]


def translator(source: zipfile.ZipFile, engine: str, table: str, columns: Sequence[str]) -> Callable[[Row], Row]:
    """What is done to each row of `table` that comes from `engine`; nothing, but to the images of another engine."""
    if table != CHANGES or engine == connection.vendor:
        return lambda row: row
    fields = _fields(source)
    of_table, images = columns.index("table_id"), [columns.index("before"), columns.index("after")]

    def translate(row: Row) -> Row:
        odd = fields.get(row[of_table])
        for place in images if odd else ():
            row[place] = _translated(row[place], odd)
        return row

    return translate


def _fields(source: zipfile.ZipFile) -> "dict[int, dict[str, Callable[[Any], Any]]]":
    """By the id of a recorded table, the columns that the two engines write differently."""
    models = {name: recorded.by_column for name, recorded in recorded_models().items()}
    found = {}
    with source.open(archive.table_member(REGISTER)) as lines:
        for line in lines:
            row = json.loads(line)
            steps = {column: _step(field) for column, field in models.get(row["name"], {}).items()}
            found[row["id"]] = {column: step for column, step in steps.items() if step}
    return found


def _step(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(field, DateTimeField):
        return _moment_for_sqlite if connection.vendor == "sqlite" else _moment_for_postgresql
    if isinstance(field, BooleanField):
        return int if connection.vendor == "sqlite" else bool
    return None


def _moment_for_sqlite(written: str) -> str:
    return str(datetime.fromisoformat(written).astimezone(UTC).replace(tzinfo=None))


def _moment_for_postgresql(written: str) -> str:
    return datetime.fromisoformat(written).replace(tzinfo=UTC).isoformat()


def _translated(text: str | None, steps: "dict[str, Callable[[Any], Any]] | None") -> str | None:
    if not text or not steps:
        return text
    image = json.loads(text, parse_float=str)  # a float would lose the last digit of a sum; both engines read the text
    for column, step in steps.items():
        if image.get(column) is not None:
            image[column] = step(image[column])
    return json.dumps(image, ensure_ascii=False)
