"""Undo: a change-set is taken back as a new change-set; what somebody has changed since is named and left alone."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.services.managing import keeping_an_administrator
from filon.core.exceptions import Conflict
from filon.history.choices import Kind, Reason
from filon.history.models import ChangeSet
from filon.history.services import recording
from filon.history.services.undo_conflicts import block_changed, block_edited, block_final
from filon.history.services.undo_plan import Key, Plan
from filon.history.services.undo_references import block_dangling
from filon.history.services.undo_replay import recompute, replay
from filon.history.services.undo_rights import block_forbidden
from filon.history.services.undo_wording import Skip, worded

__all__ = ["Skip", "Undo", "undo"]

ATTEMPTS = 10


@dataclass(frozen=True)
class Undo:
    """What an undo did. `change_set` is the new one's id, None for a rehearsal or when nothing could be undone.

    `undone` is the number of rows taken back; `skips` are the parts that stay, each with a sentence.
    """

    of: ChangeSet
    change_set: int | None
    undone: int
    skips: list[Skip]


def undo(change_set_id: int, actor: User | None, dry_run: bool = False, only: Collection[int] | None = None) -> Undo:
    """Take the change-set back as `actor` (None for the system), as far as nothing stands in the way.

    Undoing an undo does the thing again. `dry_run` does all of it and rolls back, so that a preview is exact.
    With `only`, what happened to these records alone is taken back, as a part of the change-set that is open.
    Raises ChangeSet.DoesNotExist, and Conflict for an erasure, which nothing brings back, and for what would leave the
    house without an administrator.
    """
    change_set = ChangeSet.objects.select_related("undoes__undoes").get(pk=change_set_id)
    if change_set.kind == Kind.ERASE:
        raise Conflict(_("An erasure cannot be undone."))
    with recording.write(actor, Kind.UNDO) as own:
        if not dry_run and only is None:
            recording.become_undo(change_set.pk)
        with transaction.atomic():
            with keeping_an_administrator():
                plan = _carry_out(change_set, actor, only)
            undone = len({row.key for _change, row, _columns in plan.steps()})
            skips = worded(plan)
            transaction.set_rollback(dry_run)
        made = own.id if undone and not dry_run else None
    return Undo(change_set, made, undone, skips)


def _carry_out(change_set: ChangeSet, actor: User | None, only: Collection[int] | None) -> Plan:
    """Plan and replay; what the database refuses is left out and the rest planned again, so that nothing dangles."""
    refused: dict[Key, Reason] = {}
    for _attempt in range(ATTEMPTS):
        plan = _planned(change_set, actor, refused, only)
        with transaction.atomic():
            failures = replay(plan)
            transaction.set_rollback(bool(failures.rows))
        if not failures.rows:
            recompute(plan)
            return plan
        refused.update(failures.rows)
    raise Conflict(_("Too much has changed since: this cannot be undone as a whole. Undo newer changes first."))


def _planned(
    change_set: ChangeSet, actor: User | None, refused: dict[Key, Reason], only: Collection[int] | None
) -> Plan:
    plan = Plan(change_set, only)
    for key, reason in refused.items():
        plan.block(key, reason)
    block_forbidden(plan, actor)
    block_final(plan)
    block_changed(plan)
    block_edited(plan)
    block_dangling(plan)
    return plan
