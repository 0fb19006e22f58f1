"""Writing very many rows quickly, the same on both engines: bare tables, COPY or prepared inserts, indexes afterwards.

All of it is one transaction, so an interrupted load leaves the tables as they were, with their indexes and triggers.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
BATCH = 20_000

_SQLITE_PARTS = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger')"
_POSTGRESQL_INDEXES = """
SELECT 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = %s::regclass AND NOT i.indisprimary
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


class Columns:
    """The stored columns of a model, and a row with the fields' defaults that one fills by name."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated and not field.auto_created]
        self.table = model._meta.db_table
        self.names = [str(field.column) for field in fields]
        self.places = {field.attname: place for place, field in enumerate(fields)}
        self.defaults = [_plain(field) for field in fields]

    def filler(self, *names: str) -> Callable[..., list[Any]]:
        """A function that makes a row from the values of the fields `names` and the defaults of all others."""
        places = [self.places[name] for name in names]
        defaults = self.defaults

        def fill(*values: Any) -> list[Any]:
            row = defaults.copy()
            for place, value in zip(places, values, strict=True):
                row[place] = value
            return row

        return fill


def _plain(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.JSONField) and not field.null:
        return json.dumps(field.get_default())
    default = field.get_default() if not callable(field.default) else None
    if default is None and not field.null and field.empty_strings_allowed:
        return ""
    return default


@contextmanager
def bare(tables: Iterable[str]) -> Iterator[None]:
    """Take indexes and triggers off `tables`, and put exactly the same ones back."""
    parts = [(table, *part) for table in tables for part in _parts(table)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for _table, kind, name, _sql in parts:
            cursor.execute(f"DROP {kind} {name}")
    yield
    with connection.cursor() as cursor:
        for _table, _kind, _name, statement in parts:
            cursor.execute(statement.replace("%", "%%"), [])
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _parts(table: str) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE_PARTS, [table])
            return [(kind, f'"{name}"', sql) for kind, name, sql in cursor.fetchall() if sql]
        cursor.execute(_POSTGRESQL_INDEXES, [f'"{table}"'])
        return [(kind, name, sql) for kind, name, sql in cursor.fetchall()]


def insert(columns: Columns, rows: Iterable[Row]) -> int:
    """Write `rows` past Django's cursors; returns how many. Texts, whole numbers and None go in as they are."""
    count, source = 0, iter(rows)
    while batch := list(islice(source, BATCH)):
        _insert_batch(columns, batch)
        count += len(batch)
    return count


def _insert_batch(columns: Columns, batch: list[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.names)
    connection.ensure_connection()
    raw = connection.connection
    if isinstance(raw, sqlite3.Connection):
        marks = ", ".join("?" * len(columns.names))
        raw.executemany(f'INSERT INTO "{columns.table}" ({names}) VALUES ({marks})', batch)  # noqa: S608
        return
    with raw.cursor() as cursor, cursor.copy(f'COPY "{columns.table}" ({names}) FROM STDIN') as copy:
        for row in batch:
            copy.write_row(row)


def next_id(table: str) -> int:
    """The first id that the table `table` has not used."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"')  # noqa: S608 - names of our tables
        return int(cursor.fetchone()[0])


def reset_sequence(table: str) -> None:
    """After ids were given by hand, let the table go on behind them. SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), (SELECT max(id) FROM \"{table}\"))"  # noqa: S608
            )


def analyse(tables: Iterable[str]) -> None:
    """Let the planner know the new sizes. Outside a transaction."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ANALYZE "{table}"' if connection.vendor == "sqlite" else f'VACUUM ANALYZE "{table}"')
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
