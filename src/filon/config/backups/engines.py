"""What a restore asks of each engine: an emptied database, and rows that go in past triggers and foreign keys."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction

AT_ONCE = 1000
_FOREIGN_KEYS = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


def wipe() -> None:
    """Leave the database without a table."""
    if connection.vendor == "sqlite":
        connections.close_all()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')


@contextmanager
def unhindered() -> Iterator[None]:
    """One transaction in which no trigger runs and rows come in any order; at its end every foreign key is right.

    The triggers are not made again: a migration that follows does it.
    """
    if connection.vendor == "sqlite":
        connection.disable_constraint_checking()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                yield
                connection.check_constraints()
        finally:
            connection.enable_constraint_checking()
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FOREIGN_KEYS)
        keys = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def truncate(tables: Iterable[str]) -> None:
    """Take out the rows that the migrations themselves put in."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- names of our tables


def insert(table: str, columns: Sequence[str], values: Iterable[list[Any]]) -> None:
    """Insert rows, by the fastest way that the engine has."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        rows = iter(values)
        while some := list(islice(rows, AT_ONCE)):
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', some)  # noqa: S608


def forget_transactions(table: str) -> None:
    """Transactions of another cluster may be numbered above ours, and would hide their changes for ever."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET txid = 0 WHERE txid > pg_current_xact_id()::text::bigint')  # noqa: S608
