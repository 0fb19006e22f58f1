"""What has happened since: which parts of a change-set can no longer be taken back."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from filon.history import derived
from filon.history.batching import batched
from filon.history.choices import Operation, Reason
from filon.history.images import image
from filon.history.models import Change
from filon.history.services.undo_plan import Inverse, Key, Plan


def block_final(plan: Plan) -> None:
    """Block what a room has declared final, such as a message that was sent."""
    by_model: dict[Any, dict[int, Key]] = defaultdict(dict)
    for key, row in plan.rows.items():
        if row.inverse is Inverse.UPDATE and derived.is_only_whose(row.recorded.model, row.left):
            continue
        by_model[row.recorded.model][key[1]] = key
    for model, keys in by_model.items():
        for pk, sentence in derived.objections(model, keys).items():
            plan.block(keys[pk], Reason.FINAL, sentence=sentence)


def block_changed(plan: Plan) -> None:
    """Block columns and rows that are not as the set left them."""
    changed: list[tuple[Key, str]] = []
    for row in plan.pending(Inverse.UPDATE):
        if row.live is None:
            plan.block(row.key, Reason.DELETED)
        else:
            differing = set(_differing(row.left, row.live))
            as_before = {column for column in differing if row.live.get(column) == row.earlier.get(column)}
            # A row that stands elsewhere by now stays there; nobody needs to be told.
            row.blocked_columns |= as_before | (differing & row.recorded.positions)
            changed += [(row.key, column) for column in sorted(differing - row.blocked_columns)]
    for row in plan.pending(Inverse.INSERT):
        if row.live is not None:
            plan.block(row.key, Reason.RETURNED)
    later = _later(plan, {key for key, _column in changed})
    for key, column in changed:
        plan.block(key, Reason.CHANGED, column=column, by_change_set=_changed_by(later[key], column))


def block_edited(plan: Plan) -> None:
    """Block the deletion of rows that somebody has edited since the set made them; pass over those already gone."""
    made = plan.pending(Inverse.DELETE)
    later = _later(plan, {row.key for row in made})
    for row in made:
        if row.live is None:
            row.is_blocked = True
            continue
        before: dict[str, Any] = {}
        for change in later[row.key]:
            before.update(image(change.before))
        differing = [*_differing(before, row.live), *_differing(row.left, row.live)]
        edited = [column for column in differing if column not in row.recorded.positions]
        if edited:
            plan.block(row.key, Reason.EDITED, by_change_set=_changed_by(later[row.key], edited[0]))


def _differing(known: dict[str, Any], live: dict[str, Any]) -> Iterator[str]:
    return (column for column, value in known.items() if live.get(column) != value)


def _later(plan: Plan, keys: set[Key]) -> dict[Key, list[Change]]:
    """The updates of these rows after the set, newest first."""
    tables = {plan.rows[key].changes[0].table_id: key[0] for key in keys}
    found: dict[Key, list[Change]] = defaultdict(list)
    for some in batched({row for _table, row in keys}):
        changes = Change.objects.filter(table__in=list(tables), row__in=some, op=Operation.UPDATE)
        for change in changes.exclude(change_set=plan.change_set).order_by("-pk"):
            key = tables[change.table_id], change.row
            if key in keys and change.pk > plan.rows[key].changes[-1].pk:
                found[key].append(change)
    return found


def _changed_by(later: list[Change], column: str) -> int | None:
    """The set that changed a column last."""
    return next((change.change_set_id for change in later if column in image(change.after)), None)
