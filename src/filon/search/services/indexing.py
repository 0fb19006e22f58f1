"""The text index on a table's `search_text`: FTS5 with trigrams on SQLite, a trigram GIN index on PostgreSQL.

On SQLite three triggers keep the index; a remake of the table silently drops them, so every migrate checks.
Bulk statements and SQL typed by hand are indexed too. Names start with `search_`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from filon.core.record_types import record_types
from filon.search.registry import searchables

_SQLITE_TRIGGERS = {
    "insert": "AFTER INSERT ON {table} BEGIN {add} END",
    "delete": "AFTER DELETE ON {table} BEGIN {take} END",
    "update": "AFTER UPDATE OF search_text ON {table} WHEN OLD.search_text IS NOT NEW.search_text "
    "BEGIN {take} {add} END",
}
_ADD = "INSERT INTO {index}(rowid, search_text) VALUES (NEW.id, NEW.search_text);"
_TAKE = "INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);"


def index_name(table: str) -> str:
    """The name of the text index of `table`."""
    return f"search_{table}"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make what is missing of the index of `table` and fill it anew. Harmless when all is there."""
    if connection.vendor == "sqlite":
        _install_on_sqlite(connection, table)
    else:
        _install_on_postgresql(connection, table)


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the index of `table` away."""
    name = index_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in _SQLITE_TRIGGERS:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}_{event}"')
            cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
        else:
            cursor.execute(f'DROP INDEX IF EXISTS "{name}"')


def missing(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The names of the parts of the index of `table` that are not there; none when it works."""
    name = index_name(table)
    if connection.vendor == "sqlite":
        wanted = [name, *(f"{name}_{event}" for event in _SQLITE_TRIGGERS)]
        query = "SELECT name FROM sqlite_master WHERE tbl_name IN (%s, %s)"
        parameters = [table, name]
    else:
        wanted = [name]
        query = "SELECT indexname FROM pg_indexes WHERE tablename = %s AND schemaname = current_schema()"
        parameters = [table]
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        there = {row[0] for row in cursor.fetchall()}
    return [part for part in wanted if part not in there]


def faults(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """What is missing of the text indexes of all searchable kinds, by table; empty when all is well."""
    there = set(connection.introspection.table_names())
    tables = [record_types[searchable.kind].model._meta.db_table for searchable in searchables]
    found = {table: missing(connection, table) for table in tables if table in there}
    return {table: parts for table, parts in found.items() if parts}


def repair(connection: BaseDatabaseWrapper) -> list[str]:
    """Make every text index whole and fill anew those that were not; gives the tables that were repaired."""
    broken = faults(connection)
    for table in broken:
        install(connection, table)
    return list(broken)


def _install_on_sqlite(connection: BaseDatabaseWrapper, table: str) -> None:
    index, quoted = f'"{index_name(table)}"', f'"{table}"'
    parts = {"table": quoted, "add": _ADD.format(index=index), "take": _TAKE.format(index=index)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(search_text, content={quoted}, "
            "content_rowid='id', tokenize='trigram', detail='none')"
        )
        for event, body in _SQLITE_TRIGGERS.items():
            cursor.execute(f'CREATE TRIGGER IF NOT EXISTS "{index_name(table)}_{event}" {body.format(**parts)}')
        cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608 -- names of our tables


def _install_on_postgresql(connection: BaseDatabaseWrapper, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            f'CREATE INDEX IF NOT EXISTS "{index_name(table)}" ON "{table}" USING gin (search_text gin_trgm_ops)'
        )
