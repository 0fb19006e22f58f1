"""Triggers for PostgreSQL: by row for an update, by statement for an insertion and a deletion, as measured fastest.

jsonb columns go in as text: otherwise SQL's NULL and JSON's null become one.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from filon.history.recorded import Recorded, storage_type

# The change-set that the transaction named, or a new one for a write past the application. After a commit the
# setting of a pooled connection is empty rather than null.
CURRENT = """DECLARE named text := current_setting('history.change_set', true); made bigint;
BEGIN
 IF named IS NOT NULL AND named <> '' THEN RETURN named::bigint; END IF;
 INSERT INTO history_changeset (at, kind, label, arguments) VALUES (clock_timestamp(), 'outside', '',
  jsonb_build_object('by', session_user || ' ' || current_setting('application_name'))) RETURNING id INTO made;
 PERFORM set_config('history.change_set', made::text, true);
 RETURN made;
END"""
_COLUMNS = '(change_set_id, table_id, "row", root, op, "before", "after", txid)'
_TXID = "pg_current_xact_id()::text::bigint"


def statements(recorded: Recorded, table_id: int) -> dict[str, str]:
    """The functions and triggers of a table, by trigger name."""
    table = recorded.table
    found = {
        f"history_i_{table}": _by_statement("i", "INSERT", "NEW", recorded, table_id, "NULL"),
        f"history_d_{table}": _by_statement("d", "DELETE", "OLD", recorded, table_id, f"{image(recorded, 'r')}::text"),
    }
    if recorded.columns:
        found[f"history_u_{table}"] = _update(recorded, table_id)
    return found


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Remove every trigger of ours, with its function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname ~ '^history_[iud]_' AND NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        for name, table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"; DROP FUNCTION IF EXISTS "{name}"()')


def drop(connection: BaseDatabaseWrapper, recorded: Recorded) -> None:
    """Remove the triggers of one table."""
    table = recorded.table
    with connection.cursor() as cursor:
        for op in "iud":
            name = f"history_{op}_{table}"
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"; DROP FUNCTION IF EXISTS "{name}"()')


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make what all triggers share; several processes that start together do it one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('history_cs'))")
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'history_cs'")
        if cursor.fetchone() == (CURRENT,):
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION history_cs() RETURNS bigint LANGUAGE plpgsql AS $history${CURRENT}$history$"
        )


def existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What stands in the catalogue for each table: its triggers, their functions and whether they are enabled."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'history_cs'")
        shared = cursor.fetchone() or ("",)
        cursor.execute(
            "SELECT relname, pg_get_triggerdef(t.oid) || tgenabled::text || prosrc FROM pg_trigger t "
            "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgname ~ '^history_[iud]_' AND NOT tgisinternal "
            "AND relnamespace = current_schema()::regnamespace ORDER BY tgname"
        )
        for table, sql in cursor.fetchall():
            found.setdefault(table, [shared[0]]).append(sql)
    return {table: "\n".join(parts) for table, parts in found.items()}


def image(recorded: Recorded, row: str) -> str:
    """An expression for the whole of `row` (an alias) as a jsonb object without its nulls."""
    special = [f"'{name}', {_encoded(recorded, row, field)}" for name, field in _special(recorded)]
    unwanted = {str(field.column) for field in recorded.model._meta.concrete_fields if field.generated}
    whole = f"to_jsonb({row})" + "".join(f" - '{name}'" for name in sorted(unwanted))
    if special:
        whole = f"({whole}) || jsonb_build_object({', '.join(special)})"
    return f"jsonb_strip_nulls({whole})"


def _special(recorded: Recorded) -> "list[tuple[str, Field[Any, Any]]]":
    return [
        (str(field.column), field)
        for field in recorded.stored
        if storage_type(field) == "json" or field.column in recorded.secrets
    ]


def _by_statement(op: str, event: str, row: str, recorded: Recorded, table_id: int, before: str) -> str:
    name = f"history_{op}_{recorded.table}"
    root = f'r."{recorded.root}"' if recorded.root else "NULL"
    # A statement that touches no row fires too, and must make no change-set.
    body = f"""DECLARE cs bigint;
BEGIN
 IF NOT EXISTS (SELECT 1 FROM touched) THEN RETURN NULL; END IF;
 cs := history_cs();
 INSERT INTO history_change {_COLUMNS}
 SELECT cs, {table_id}, r."{recorded.key}", {root}, '{event[0]}', {before}, NULL, {_TXID} FROM touched r;
 RETURN NULL;
END"""
    return (
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $history${body}$history$;\n'
        f'CREATE TRIGGER "{name}" AFTER {event} ON "{recorded.table}" REFERENCING {row} TABLE AS touched '
        f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
    )


def _update(recorded: Recorded, table_id: int) -> str:
    name = f"history_u_{recorded.table}"
    root = f'NEW."{recorded.root}"' if recorded.root else "NULL"
    steps = "\n".join(_step(recorded, field) for field in recorded.columns)
    body = f"""DECLARE b jsonb := '{{}}'; a jsonb := '{{}}';
BEGIN
{steps}
 INSERT INTO history_change {_COLUMNS}
 VALUES (history_cs(), {table_id}, NEW."{recorded.key}", {root}, 'U', b::text, a::text, {_TXID});
 RETURN NULL;
END"""
    old = ", ".join(f'OLD."{field.column}"' for field in recorded.columns)
    new = ", ".join(f'NEW."{field.column}"' for field in recorded.columns)
    return (
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $history${body}$history$;\n'
        f'CREATE TRIGGER "{name}" AFTER UPDATE ON "{recorded.table}" FOR EACH ROW '
        f'WHEN (ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION "{name}"()'
    )


def _step(recorded: Recorded, field: "Field[Any, Any]") -> str:
    column = f'"{field.column}"'
    parts = (
        f"{side} := {side} || jsonb_build_object('{field.column}', {_encoded(recorded, row, field)});"
        for side, row in (("b", "OLD"), ("a", "NEW"))
    )
    return f" IF OLD.{column} IS DISTINCT FROM NEW.{column} THEN {' '.join(parts)} END IF;"


def _encoded(recorded: Recorded, row: str, field: "Field[Any, Any]") -> str:
    if field.column in recorded.secrets:
        return "''::text"
    return f'{row}."{field.column}"::text' if storage_type(field) == "json" else f'{row}."{field.column}"'
