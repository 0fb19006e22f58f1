"""The open change-set: who acts, how and why, from the edge down to the connection that writes.

It knows no models, because the database backends import it before there are any. Nothing is written until the first
write to a recorded table; what is written here is not counted among a page's queries.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from filon.core import clock

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_WRITING = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|WITH|REPLACE)\b", re.IGNORECASE)
_SET = re.compile(r"\s*UPDATE\s+\"?\w+\"?\s+SET\s+(.*?)(?:\sWHERE\s|$)", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r'"(\w+)" = ')
_TARGET = re.compile(r"(?:INTO|UPDATE|DELETE FROM)\s+\"?(\w+)\"?", re.IGNORECASE)
_INSERT = (
    "INSERT INTO history_changeset (at, actor, kind, label, arguments, undoes_id) VALUES (%s, %s, %s, %s, %s, %s) "
    "RETURNING id"
)
_UPDATE = "UPDATE history_changeset SET actor = %s, kind = %s, label = %s, arguments = %s, undoes_id = %s WHERE id = %s"

recorded_tables: dict[str, frozenset[str]] = {}
"""The tables that have triggers, lower-cased, with their recorded columns; filled when all models are known."""


@dataclass(eq=False)
class Open:
    """A change-set that is open in this thread. `id` is None until something was written in it."""

    kind: str
    actor_id: int | None = None
    label: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    undoes_id: int | None = None
    is_described: bool = False
    id: int | None = None
    is_committed: bool = False


_open: ContextVar[Open | None] = ContextVar("open_change_set", default=None)


def current() -> Open | None:
    """The change-set that is open in this thread, if any."""
    return _open.get()


@contextmanager
def opened(change_set: Open) -> Iterator[Open]:
    """Open `change_set` in this thread; the caller has seen that none is open."""
    token = _open.set(change_set)
    try:
        yield change_set
    finally:
        _open.reset(token)


class Recorder:
    """What one connection knows of the running transaction's change-set."""

    def __init__(self, connection: "BaseDatabaseWrapper") -> None:
        self.connection = connection
        self.change_set: Open | None = None
        self.is_set = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Before the first write to a recorded table, make the change-set and name it to the triggers."""
        change_set = _open.get()
        if change_set is not None and not (self.is_set and self.change_set is change_set) and self.records(sql):
            self.ensure(change_set)
        return execute(sql, params, many, context)

    def records(self, sql: str) -> bool:
        """Whether `sql` writes to a recorded table, and if it is a plain update, to a recorded column of it."""
        if not _WRITING.match(sql):
            return False
        tables = [table.lower() for table in _TARGET.findall(sql) if table.lower() in recorded_tables]
        update = _SET.match(sql)
        if not tables or update is None:
            return bool(tables)
        columns = set(_COLUMN.findall(update[1]))
        return not columns or not columns.isdisjoint(recorded_tables[tables[0]])

    def ensure(self, change_set: Open) -> int:
        """The id of `change_set`, which is now the one that this transaction's changes belong to."""
        if self.is_set and self.change_set is change_set and change_set.id is not None:
            return change_set.id
        if not self.connection.in_atomic_block:
            raise RuntimeError("A recorded table is written outside a transaction while a change-set is open.")
        if change_set.id is None:
            change_set.id = self._query(_INSERT, self._at(), *self._values(change_set))[0]
            change_set.is_committed = False
        self._name(change_set.id)
        self.change_set, self.is_set = change_set, True
        return change_set.id

    def save(self, change_set: Open) -> None:
        """Write down what `change_set` has learnt since its row was made."""
        if change_set.id is not None:
            self._run(_UPDATE, *self._values(change_set), change_set.id)

    def leave(self, change_set: Open) -> None:
        """`change_set` is closed, though the transaction may go on (as it does around a test)."""
        if self.is_set and self.change_set is change_set:
            self._name(None)
            self.is_set = False

    def before_commit(self) -> None:
        """Make the context invisible to all others."""
        if self.is_set and self.connection.vendor == "sqlite":
            self._name(None)

    def committed(self) -> None:
        """The transaction is durable, and so is its change-set."""
        if self.change_set is not None and self.change_set.id is not None:
            self.change_set.is_committed = True
        self.change_set, self.is_set = None, False

    def rolled_back(self) -> None:
        """The transaction is gone, and its change-set with it, unless an earlier transaction made it."""
        if self.change_set is not None and not self.change_set.is_committed:
            self.change_set.id = None
        self.change_set, self.is_set = None, False

    def savepoint_rolled_back(self) -> None:
        """The context is forgotten; so is the change-set if it was made after the savepoint."""
        self.is_set = False
        change_set = self.change_set
        if change_set is None or change_set.id is None or change_set.is_committed:
            return
        if self._query("SELECT count(*) FROM history_changeset WHERE id = %s", change_set.id)[0] == 0:
            change_set.id = None

    def _name(self, change_set_id: int | None) -> None:
        """Tell the triggers which change-set this transaction's changes belong to."""
        if self.connection.vendor == "postgresql":
            self._query("SELECT set_config('history.change_set', %s, true)", str(change_set_id or ""))
        elif change_set_id is None:
            self._run("DELETE FROM history_context")
        else:
            self._run("INSERT OR REPLACE INTO history_context (id, change_set_id) VALUES (1, %s)", change_set_id)

    def _at(self) -> Any:
        return self.connection.ops.adapt_datetimefield_value(clock.now())

    @staticmethod
    def _values(change_set: Open) -> tuple[Any, ...]:
        arguments = json.dumps(change_set.arguments, ensure_ascii=False)
        return change_set.actor_id, change_set.kind, change_set.label, arguments, change_set.undoes_id

    def _run(self, sql: str, *values: Any) -> None:
        with self.connection.wrap_database_errors, closing(self.connection.create_cursor()) as cursor:
            cursor.execute(sql, values)

    def _query(self, sql: str, *values: Any) -> tuple[Any, ...]:
        with self.connection.wrap_database_errors, closing(self.connection.create_cursor()) as cursor:
            cursor.execute(sql, values)
            row: tuple[Any, ...] = cursor.fetchone()
            return row


def recorder_of(connection: "BaseDatabaseWrapper") -> Recorder:
    """The recorder that the backend gave to `connection`."""
    return next(wrapper for wrapper in connection.execute_wrappers if isinstance(wrapper, Recorder))
