"""The past laid over the present: temporary views with the tables' own names, which unqualified names find first."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import GeneratedField

from filon.history.batching import batched
from filon.history.recorded import Recorded, storage_type
from filon.history.storage.rows import PostgreSQLRows, SQLiteRows, rows_of


@dataclass
class Past:
    """What a row was: absent, a whole image of its own, or today's row with `values` put back."""

    is_absent: bool = False
    is_whole: bool = False
    values: dict[str, Any] = field(default_factory=dict)


def stored_image(text: str | None) -> dict[str, Any]:
    """An image whose numbers with a point stay text, exactly as written."""
    return json.loads(text, parse_float=str) if text else {}


def overlay(recorded: Recorded, past: dict[int, Past]) -> None:
    """Hide the table behind a view of what it was; all of it is gone when the transaction is rolled back."""
    rows, touched = f'"past_rows_{recorded.table}"', f'"past_touched_{recorded.table}"'
    fields = recorded.model._meta.concrete_fields
    columns = ", ".join(f'"{each.column}"' for each in fields)
    with connection.cursor() as cursor:
        schema, temporary = _schemas(cursor)
        cursor.execute(f"CREATE TEMP TABLE {touched} (row_key bigint PRIMARY KEY)")
        for some in batched(past):
            marks = ", ".join(["(%s)"] * len(some))
            cursor.execute(f"INSERT INTO {touched} (row_key) VALUES {marks}", some)
        types = ", ".join(f'"{each.column}" {each.db_type(connection)}' for each in fields)
        cursor.execute(f"CREATE TEMP TABLE {rows} ({types})")
        _fill(cursor, recorded, rows, f'{schema}."{recorded.table}"', past)
        for each in fields:
            if isinstance(each, GeneratedField):
                sql, values = each.generated_sql(connection)
                cursor.execute(f'UPDATE {rows} SET "{each.column}" = {sql}', values)
        cursor.execute(
            f'CREATE TEMP VIEW "{recorded.table}" AS SELECT {columns} FROM {schema}."{recorded.table}" '
            f'WHERE "{recorded.key}" NOT IN (SELECT row_key FROM {temporary}{touched}) '
            f"UNION ALL SELECT {columns} FROM {temporary}{rows}"
        )


def _schemas(cursor: Any) -> tuple[str, str]:
    """Where the tables are, and the prefix of temporary ones."""
    if connection.vendor == "sqlite":
        return "main", "temp."
    cursor.execute("SELECT current_schema()")
    return f'"{cursor.fetchone()[0]}"', "pg_temp."


def _fill(cursor: Any, recorded: Recorded, rows: str, table: str, past: dict[int, Past]) -> None:
    whole = {key: each.values for key, each in past.items() if each.is_whole and not each.is_absent}
    patched = {key: each.values for key, each in past.items() if not each.is_whole and not each.is_absent}
    source = rows_of(recorded)
    if isinstance(source, PostgreSQLRows):
        _fill_postgresql(cursor, source, rows, table, patched, base="l")
        _fill_postgresql(cursor, source, rows, table, whole, base="")
    elif isinstance(source, SQLiteRows):
        _fill_sqlite(cursor, source, rows, table, patched, whole)


def _fill_sqlite(
    cursor: Any, source: SQLiteRows, rows: str, table: str, patched: dict[int, Any], whole: dict[int, Any]
) -> None:
    columns = [str(each.column) for each in source.recorded.stored]
    names = ", ".join(f'"{column}"' for column in columns)
    for some in batched(patched):
        marks = ", ".join(["%s"] * len(some))
        select = f"SELECT {names} FROM {table} WHERE {source.key} IN ({marks})"
        cursor.execute(f"INSERT INTO {rows} ({names}) {select}", some)
    cursor.execute(f'CREATE INDEX temp.{rows[:-1]}_key" ON {rows} ({source.key})')
    by_columns: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for key, values in patched.items():
        known = tuple(column for column in values if column in columns)
        by_columns[known].append([*_bound(source, known, values), key])
    for known, bound in by_columns.items():
        sets = ", ".join(f'"{column}" = %s' for column in known)
        if known:
            cursor.executemany(f"UPDATE {rows} SET {sets} WHERE {source.key} = %s", bound)
    if whole:
        marks = ", ".join(["%s"] * len(columns))
        bound = [_bound(source, columns, values) for values in whole.values()]
        cursor.executemany(f"INSERT INTO {rows} ({names}) VALUES ({marks})", bound)


def _bound(source: SQLiteRows, columns: Iterable[str], values: dict[str, Any]) -> list[Any]:
    return [source.bound(source.field(column), values.get(column)) for column in columns]


def _fill_postgresql(
    cursor: Any, source: PostgreSQLRows, rows: str, table: str, images: dict[int, dict[str, Any]], base: str
) -> None:
    """Whole images start from nothing, patches from today's row, which is called `base`."""
    if not images:
        return
    columns = [str(each.column) for each in source.recorded.stored]
    json_columns = [str(each.column) for each in source.recorded.stored if storage_type(each) == "json"]
    names = ", ".join(f'"{column}"' for column in columns)
    plain = "i.image" + "".join(f" - '{column}'" for column in json_columns)
    live = f"JOIN {table} AS l ON l.{source.key} = i.key" if base else ""
    record = f"jsonb_populate_record({base or f'NULL::{table}'}, {plain}) AS r"
    values = ", ".join(_value(source, column, column in json_columns, base) for column in columns)
    given = "(SELECT key, image::jsonb AS image FROM unnest(%s::bigint[], %s::text[]) AS given(key, image)) AS i"
    cursor.execute(
        f"INSERT INTO {rows} ({names}) SELECT {values} FROM {given} {live} CROSS JOIN LATERAL {record}",
        [list(images), [json.dumps(image) for image in images.values()]],
    )


def _value(source: PostgreSQLRows, column: str, is_json: bool, base: str) -> str:
    written = source.value(column)
    if not (is_json and base):
        return written
    return f"CASE WHEN i.image ? '{column}' THEN {written} ELSE {base}.\"{column}\" END"
