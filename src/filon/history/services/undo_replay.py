"""Taking changes back, newest first: each state in between was valid once, so keys and swapped names come out right."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Model

from filon.history import derived
from filon.history.batching import batched
from filon.history.choices import Operation, Reason
from filon.history.models import Change
from filon.history.recorded import Recorded
from filon.history.services.undo_plan import Inverse, Key, Plan, RowPlan
from filon.history.storage import rows_of

Step = tuple[Change, RowPlan, tuple[str, ...]]


@dataclass
class Failures:
    """What the database refused, by row."""

    rows: dict[Key, Reason] = field(default_factory=dict)

    def add(self, key: Key, error: IntegrityError) -> None:
        """Note why a row was refused; its first reason counts."""
        is_taken = "unique" in str(error).lower()
        self.rows.setdefault(key, Reason.TAKEN if is_taken else Reason.RULE)


def replay(plan: Plan) -> Failures:
    """Take the plan's steps back. With failures the caller rolls back and plans again without those rows."""
    failures = Failures()
    _sweep(plan)
    for steps in _batches(plan):
        _take_back(steps, failures)
    return failures


def recompute(plan: Plan) -> None:
    """Make the derived columns of the rows that were written, and of what is made of them, anew."""
    written: dict[type[Model], set[int]] = {}
    kept = (*plan.pending(Inverse.UPDATE), *plan.pending(Inverse.INSERT))
    for row in kept:
        written.setdefault(row.recorded.model, set()).add(row.key[1])
    for row in (*kept, *plan.pending(Inverse.DELETE)):
        whole = derived.whole_of(row.recorded.model)
        if whole is not None and row.root is not None:
            written.setdefault(whole, set()).add(row.root)
    for model, ids in written.items():
        derived.recompute(model, ids)


def _sweep(plan: Plan) -> None:
    """What no history keeps and hangs on rows that go: deleted, or left without them, as Django would do."""
    swept: dict[type[Model], list[int]] = {}
    loosened: dict[tuple[type[Model], str], list[int]] = {}
    for model, pk in plan.swept:
        swept.setdefault(model, []).append(pk)
    for model, name, pk in plan.loosened:
        loosened.setdefault((model, name), []).append(pk)
    for (model, name), ids in loosened.items():
        for some in batched(ids):
            model._base_manager.filter(pk__in=some).update(**{name: None})
    for model, ids in swept.items():
        for some in batched(ids):
            model._base_manager.filter(pk__in=some).delete()


def _batches(plan: Plan) -> Iterator[list[Step]]:
    """Consecutive steps that one statement can do: the same table, operation and columns, and no row twice."""
    counts: dict[Key, int] = {}
    for _change, row, _columns in plan.steps():
        counts[row.key] = counts.get(row.key, 0) + 1
    numbers = iter(range(len(plan.changes)))

    def together(step: Step) -> tuple[object, ...]:
        change, row, columns = step
        alone = next(numbers) if counts[row.key] > 1 else -1
        return row.key[0], change.op, columns, alone

    for _same, steps in groupby(plan.steps(), together):
        yield list(steps)


def _take_back(steps: list[Step], failures: Failures) -> None:
    try:
        with transaction.atomic():
            _write(steps)
    except IntegrityError as error:
        if len(steps) == 1:
            failures.add(steps[0][1].key, error)
            return
        for step in steps:
            _take_back([step], failures)


def _write(steps: list[Step]) -> None:
    change, row, columns = steps[0]
    recorded: Recorded = row.recorded
    if change.op == Operation.INSERT:
        rows_of(recorded).delete([each.row for each, _row, _columns in steps])
        return
    images = [(each.row, each.before or "{}") for each, _row, _columns in steps]
    if change.op == Operation.DELETE:
        rows_of(recorded).insert(images)
    else:
        rows_of(recorded).update(columns, images)
