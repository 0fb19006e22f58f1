"""Who may undo what: the rights of each record that a change-set touched, row by row."""

from collections import defaultdict

from django.db.models import Max

from filon.accounts.models import User
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.history.batching import batched
from filon.history.choices import Reason
from filon.history.models import Change
from filon.history.services.undo_plan import Plan


def block_forbidden(plan: Plan, actor: User | None) -> None:
    """Block what `actor` may not change. The system and administrators may undo everything.

    Others may undo what belongs to records that they may change, and what they did themselves: to configuration,
    and to a record that nobody has touched since, even if they gave it away by doing so.
    """
    if actor is None or actor.is_administrator:
        return
    is_own = plan.change_set.actor == actor.pk
    roots = {row.root for row in plan.rows.values() if row.root is not None}
    allowed = _changeable(actor, roots)
    if is_own:
        allowed |= _untouched(plan, roots - allowed)
    for key, row in plan.rows.items():
        if row.root not in allowed if row.root is not None else not is_own:
            plan.block(key, Reason.RIGHTS)


def _changeable(actor: User, roots: set[int]) -> set[int]:
    """The records that `actor` may see and change now."""
    kinds: dict[str, set[int]] = defaultdict(set)
    for some in batched(roots):
        for pk, kind in Record.objects.filter(pk__in=some).values_list("pk", "kind"):
            kinds[kind].add(pk)
    allowed: set[int] = set()
    for kind, ids in kinds.items():
        record_type = record_types.get(kind)
        if record_type is None:
            continue
        for some in batched(ids):
            rows = record_type.visible_to(actor).filter(pk__in=some)
            allowed |= {row.pk for row in rows if record_type.may_change(actor, row)}
    return allowed


def _untouched(plan: Plan, roots: set[int]) -> set[int]:
    """The records whose latest change is of this set, or that this set deleted."""
    latest: dict[int, int] = {}
    for some in batched(roots):
        latest.update(Change.objects.filter(root__in=some).values_list("root").annotate(Max("pk")).order_by())
    own = {change.pk for change in plan.changes}
    return {root for root in roots if latest.get(root) in own}
