"""Putting the triggers in place around migrations, and seeing whether they stand as they were put."""

import hashlib
from collections.abc import Iterable
from types import ModuleType

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from filon.history.models import RecordedTable
from filon.history.recorded import Recorded, recorded_models
from filon.history.triggers import postgresql, sqlite


def generator(connection: BaseDatabaseWrapper) -> ModuleType:
    """The module that writes triggers for this engine."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def digest(text: str) -> str:
    """The sha256 of `text`, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def install(connection: BaseDatabaseWrapper, tables: Iterable[Recorded] | None = None) -> list[str]:
    """Make the triggers of `tables` (of all recorded ones) where they are missing or other than they should be.

    Tables that a half-way migration has not made yet, or not completed, are passed over. Returns the names of the
    tables whose triggers were made.
    """
    wanted = list(recorded_models().values() if tables is None else tables)
    made: list[Recorded] = []
    with transaction.atomic(using=connection.alias):
        columns = _columns(connection)
        if "history_recordedtable" not in columns:
            return []
        generator(connection).prepare(connection)
        standing = generator(connection).existing(connection)
        ids = _table_ids(connection, [recorded.table for recorded in wanted])
        for recorded in wanted:
            known = columns.get(recorded.table, frozenset())
            if all(field.column in known for field in recorded.stored) and known:
                row = ids[recorded.table]
                if row.digest != wanted_digest(connection, recorded, row.id) or row.fingerprint != digest(
                    standing.get(recorded.table, "")
                ):
                    _make(connection, recorded, row)
                    made.append(recorded)
        _take_fingerprints(connection, made, ids)
    return [recorded.table for recorded in made]


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove all triggers, before tables change under them."""
    with transaction.atomic(using=connection.alias):
        generator(connection).drop_all(connection)


def wanted_digest(connection: BaseDatabaseWrapper, recorded: Recorded, table_id: int) -> str:
    """The digest of the SQL that this version gives to a table."""
    return digest("\n".join(generator(connection).statements(recorded, table_id).values()))


def _make(connection: BaseDatabaseWrapper, recorded: Recorded, row: RecordedTable) -> None:
    generator(connection).drop(connection, recorded)
    with connection.cursor() as cursor:
        for sql in generator(connection).statements(recorded, row.id).values():
            cursor.execute(sql)


def _take_fingerprints(connection: BaseDatabaseWrapper, made: list[Recorded], rows: dict[str, RecordedTable]) -> None:
    standing = generator(connection).existing(connection) if made else {}
    for recorded in made:
        row = rows[recorded.table]
        row.digest = wanted_digest(connection, recorded, row.id)
        row.fingerprint = digest(standing.get(row.name, ""))
        row.save(using=connection.alias)


def _table_ids(connection: BaseDatabaseWrapper, names: list[str]) -> dict[str, RecordedTable]:
    """The registry's rows by table name. A new table gets the next id, so that an emptied registry fills as before."""
    rows = {row.name: row for row in RecordedTable.objects.using(connection.alias)}
    following = max((row.id for row in rows.values()), default=0) + 1
    for name in names:
        if name not in rows:
            rows[name] = RecordedTable.objects.using(connection.alias).create(id=following, name=name)
            following += 1
    return rows


def _columns(connection: BaseDatabaseWrapper) -> dict[str, frozenset[str]]:
    """The names of all tables with those of their columns."""
    if connection.vendor == "postgresql":
        sql = (
            "SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
            "WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped"
        )
    else:
        sql = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'"
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return {table: frozenset(names) for table, names in found.items()}
