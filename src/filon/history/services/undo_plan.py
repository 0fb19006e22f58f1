"""The plan of an undo: for each row that a change-set touched, what is to be done to it, and what stands in the way."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import ForeignKey, Model, Q

from filon.history.choices import Operation, Reason
from filon.history.images import image
from filon.history.models import Change, ChangeSet, RecordedTable
from filon.history.recorded import Recorded, recorded_models
from filon.history.storage import rows_of

Key = tuple[str, int]


class Inverse(Enum):
    """What an undo does to a row as a whole."""

    NOTHING = "nothing"
    UPDATE = "update"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True)
class Obstacle:
    """Why a row, or one column of it, stays as it is."""

    key: Key
    reason: Reason
    column: str = ""
    by_change_set: int | None = None
    sentence: str = ""


@dataclass
class RowPlan:
    """One row: its changes in the set, oldest first, and its live image, or None when it is not there."""

    key: Key
    recorded: Recorded
    changes: list[Change] = field(default_factory=list)
    live: dict[str, Any] | None = None
    is_blocked: bool = False
    blocked_columns: set[str] = field(default_factory=set)

    @property
    def inverse(self) -> Inverse:
        """What undoing all the row's changes together comes to."""
        was_there, is_there = self.changes[0].op != Operation.INSERT, self.changes[-1].op != Operation.DELETE
        if was_there:
            return Inverse.UPDATE if is_there else Inverse.INSERT
        return Inverse.DELETE if is_there else Inverse.NOTHING

    @property
    def root(self) -> int | None:
        """The record that the row belongs to."""
        return self.changes[-1].root

    @cached_property
    def left(self) -> dict[str, Any]:
        """The values that the set left in the columns it changed."""
        values: dict[str, Any] = {}
        for change in self.changes:
            values.update(image(change.after))
        return values

    @cached_property
    def earlier(self) -> dict[str, Any]:
        """The values from before the set: of the changed columns, or of the whole row if the set deleted it."""
        values: dict[str, Any] = {}
        for change in reversed(self.changes):
            values.update(image(change.before))
        return values

    def foreign_keys(self) -> "Iterator[tuple[ForeignKey[Any, Any], Any]]":
        """The row's foreign keys with the values that the undo will write."""
        for column, key in self.recorded.foreign_keys.items():
            value = self.earlier.get(column)
            if value is not None and column not in self.blocked_columns:
                yield key, value


class Plan:
    """All rows of a change-set. Obstacles are added until nothing more stands in the way of the rest.

    With `only`, the rows of these records, and deleted rows that belong to none: they find their way back if they can.
    """

    def __init__(self, change_set: ChangeSet, only: Collection[int] | None = None) -> None:
        self.change_set = change_set
        self.rows: dict[Key, RowPlan] = {}
        self.obstacles: list[Obstacle] = []
        # Rows that no history keeps: those that go with what they refer to, and those that stay without it.
        self.swept: list[tuple[type[Model], int]] = []
        self.loosened: list[tuple[type[Model], str, int]] = []
        changes = change_set.changes.order_by("-pk")
        if only is not None:
            changes = changes.filter(Q(root__in=only) | Q(root__isnull=True, op=Operation.DELETE))
        self.changes, self.only = list(changes), only
        self._names = dict(RecordedTable.objects.values_list("id", "name"))
        self._collect()
        self._read_live()

    def block(self, key: Key, reason: Reason, **details: Any) -> None:
        """Leave a row, or the `column` of it, as it is."""
        row, column = self.rows.get(key), details.get("column", "")
        if row is None or row.is_blocked or column in row.blocked_columns:
            return
        if column and row.inverse is Inverse.UPDATE:
            row.blocked_columns.add(column)
        else:
            row.is_blocked = True
        # A link that is there again is what the undo wanted.
        is_reached = row.recorded.model._meta.auto_created and reason in (Reason.RETURNED, Reason.TAKEN)
        is_ours = self.only is None or row.root is not None
        if row.inverse is not Inverse.NOTHING and not is_reached and is_ours:
            self.obstacles.append(Obstacle(key, reason, **details))

    def pending(self, inverse: Inverse) -> list[RowPlan]:
        """The rows that will be treated so, as far as is known."""
        return [row for row in self.rows.values() if not row.is_blocked and row.inverse is inverse]

    def steps(self) -> Iterator[tuple[Change, RowPlan, tuple[str, ...]]]:
        """The changes that are to be taken back, newest first, with the columns of updates."""
        for change in self.changes:
            row = self.rows.get(self.key(change))
            if row is None or row.is_blocked or row.inverse is Inverse.NOTHING:
                continue
            columns = tuple(
                column
                for column in image(change.before)
                if change.op == Operation.UPDATE and column not in row.blocked_columns and row.recorded.field(column)
            )
            if columns or change.op != Operation.UPDATE:
                yield change, row, columns

    def key(self, change: Change) -> Key:
        """The table's name and the row's key."""
        return self._names.get(change.table_id, ""), change.row

    def _collect(self) -> None:
        for change in reversed(self.changes):
            key = self.key(change)
            recorded = recorded_models().get(key[0])
            if recorded is None:
                self.obstacles.append(Obstacle(key, Reason.UNKNOWN))
            else:
                self.rows.setdefault(key, RowPlan(key, recorded)).changes.append(change)

    def _read_live(self) -> None:
        keys: dict[str, list[int]] = defaultdict(list)
        for table, row in self.rows:
            keys[table].append(row)
        for table, rows in sorted(keys.items()):
            live = rows_of(recorded_models()[table]).live(rows)
            for row in rows:
                self.rows[table, row].live = live.get(row)
