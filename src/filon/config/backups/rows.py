"""A row as a line of JSON: the same line from SQLite as from PostgreSQL, so that sums can be compared."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Field, ForeignKey, Model

AT_ONCE = 2000

_READ: dict[str, Callable[[Any], Any]] = {
    "BinaryField": base64.b64decode,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": Decimal,
    "TimeField": time.fromisoformat,
    "UUIDField": UUID,
}


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """The fields whose values are kept: all that the database does not compute itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: type[Model], using: str) -> Iterator[bytes]:
    """The rows of a table in the order of their keys, each a line of JSON by column."""
    fields = fields_of(model)
    columns = [str(field.column) for field in fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(AT_ONCE):
        named = dict(zip(columns, row, strict=True))
        yield json.dumps(named, default=_written, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def reader(model: type[Model], using: str) -> Callable[[bytes], list[Any]]:
    """What turns a line into values for the database, in the order of `fields_of`."""
    steps = [(str(field.column), _step(field, using)) for field in fields_of(model)]

    def read(line: bytes) -> list[Any]:
        row = json.loads(line)
        return [
            value if value is None or step is None else step(value)
            for value, step in ((row[column], step) for column, step in steps)
        ]

    return read


def _step(field: "Field[Any, Any]", using: str) -> Callable[[Any], Any] | None:
    """What a value of this field needs on its way back; None when it is what JSON says."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    connection, kind = connections[using], field.get_internal_type()
    if kind == "JSONField":
        return lambda value: field.get_db_prep_save(value, connection)
    read = _READ.get(kind)
    return read and (lambda value: field.get_db_prep_save(read(value), connection))


def _written(value: Any) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case Decimal() | UUID():
            return str(value)
    raise TypeError(f"A backup does not know how to keep a {type(value).__name__}.")
