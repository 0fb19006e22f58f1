"""What a piece of work asks of the database: its statements, and how many rows they read."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection

Seen = tuple[str, Any]


class Statements:
    """Collects the statements that go through Django's cursor."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._wrapper = connection.execute_wrapper(self._note)

    def __enter__(self) -> "Statements":
        self._wrapper.__enter__()
        return self

    def __exit__(self, *fault: Any) -> None:
        self._wrapper.__exit__(*fault)

    def forget(self) -> None:
        """Begin anew."""
        self.seen.clear()

    def _note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.seen.append((sql, params))
        return execute(sql, params, many, context)


def replay(statements: list[Seen]) -> None:
    """Ask the database the same again, and fetch all answers: the work without the application."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            if sql.lstrip().upper().startswith(("SELECT", "WITH", "(SELECT")):
                cursor.execute(sql, params)
                cursor.fetchall()


def rows_read(statements: list[Seen]) -> int | None:
    """The rows and index entries that the SELECTs among `statements` read, as PostgreSQL counts them; else None."""
    if connection.vendor != "postgresql":
        return None
    total = 0.0
    with connection.cursor() as cursor:
        for sql, params in statements:
            if sql.lstrip().upper().startswith(("SELECT", "WITH", "(SELECT")) and "FOR UPDATE" not in sql:
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0]
                total += _read(plan[0]["Plan"] if isinstance(plan, list) else json.loads(plan)[0]["Plan"])
    return round(total)


def _read(plan: dict[str, Any]) -> float:
    below = sum(_read(part) for part in plan.get("Plans", []))
    if "Relation Name" not in plan or plan["Node Type"] == "ModifyTable":
        return below
    dropped = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return below + (plan["Actual Rows"] + dropped) * plan["Actual Loops"]
