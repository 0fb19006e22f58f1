"""Triggers for SQLite: three for each table, after the row was written.

JSON functions refuse a BLOB and print reals with 15 digits, so binary goes in as hex and floats with 18 digits.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from filon.history.recorded import Recorded, storage_type

_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
# Writes past the application share one change-set within a second.
_OUTSIDE = f"""INSERT INTO history_changeset (at, kind, label, arguments)
 SELECT {_NOW} || '000', 'outside', '', '{{}}' WHERE NOT EXISTS (SELECT 1 FROM history_context)
 AND NOT EXISTS (SELECT 1 FROM history_changeset WHERE id = (SELECT max(id) FROM history_changeset)
 AND kind = 'outside' AND at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 second'));"""
_CHANGE_SET = (
    "coalesce((SELECT change_set_id FROM history_context WHERE id = 1), (SELECT max(id) FROM history_changeset))"
)


def statements(recorded: Recorded, table_id: int) -> dict[str, str]:
    """The CREATE TRIGGER statements of a table, by trigger name."""
    table = recorded.table
    found = {
        f"history_i_{table}": _trigger("i", "INSERT", "", recorded, table_id, "NEW", "NULL", "NULL"),
        f"history_d_{table}": _trigger("d", "DELETE", "", recorded, table_id, "OLD", image(recorded, "OLD"), "NULL"),
    }
    if recorded.columns:
        changed = " OR ".join(_differs(field) for field in recorded.columns)
        found[f"history_u_{table}"] = _trigger(
            "u", "UPDATE", f" WHEN {changed}", recorded, table_id, "NEW", _changed(recorded, "OLD"),
            _changed(recorded, "NEW"),
        )  # fmt: skip
    return found


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Remove every trigger of ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'history_[iud]_*'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def drop(connection: BaseDatabaseWrapper, recorded: Recorded) -> None:
    """Remove the triggers of one table."""
    with connection.cursor() as cursor:
        for op in "iud":
            cursor.execute(f'DROP TRIGGER IF EXISTS "history_{op}_{recorded.table}"')


def prepare(connection: BaseDatabaseWrapper) -> None:
    """SQLite's triggers share no function."""


def existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What stands in the catalogue for each table: its triggers' SQL, joined."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tbl_name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND name GLOB 'history_[iud]_*' ORDER BY name"
        )
        for table, sql in cursor.fetchall():
            found.setdefault(table, []).append(sql)
    return {table: "\n".join(parts) for table, parts in found.items()}


def image(recorded: Recorded, row: str) -> str:
    """An expression for the whole of `row` (OLD, or a table's name) as a JSON object."""
    pairs = (f"'{field.column}', {_encoded(recorded, row, field)}" for field in recorded.stored)
    return f"json_object({', '.join(pairs)})"


def _trigger(
    op: str, event: str, when: str, recorded: Recorded, table_id: int, row: str, before: str, after: str
) -> str:
    root = f'{row}."{recorded.root}"' if recorded.root else "NULL"
    return (
        f'CREATE TRIGGER "history_{op}_{recorded.table}" AFTER {event} ON "{recorded.table}"{when}\nBEGIN\n'
        f"{_OUTSIDE}\n"
        f'INSERT INTO history_change (change_set_id, table_id, "row", root, op, "before", "after") VALUES (\n'
        f"{_CHANGE_SET},\n{table_id}, {row}.\"{recorded.key}\", {root}, '{event[0]}',\n{before},\n{after});\nEND"
    )


def _changed(recorded: Recorded, row: str) -> str:
    parts = " UNION ALL ".join(
        f"SELECT '{field.column}' AS k, {_encoded(recorded, row, field)} AS v WHERE {_differs(field)}"
        for field in recorded.columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({parts}))"


def _differs(field: "Field[Any, Any]") -> str:
    return f'OLD."{field.column}" IS NOT NEW."{field.column}"'


def _encoded(recorded: Recorded, row: str, field: "Field[Any, Any]") -> str:
    value = f'{row}."{field.column}"'
    if field.column in recorded.secrets:
        return "''"
    match storage_type(field):
        case "binary":
            return f"CASE WHEN {value} IS NOT NULL THEN hex({value}) END"
        case "float":
            return f"CASE WHEN typeof({value}) = 'real' THEN printf('%!.18g', {value}) ELSE {value} END"
        case "text" | "json":
            return f"CASE WHEN typeof({value}) = 'blob' THEN hex({value}) ELSE {value} END"
        case _:
            return value
