"""Who may look at which change-sets. What may be undone is decided row by row, in the undo itself."""

from typing import TypeVar

from django.db.models import QuerySet

from filon.accounts.models import User
from filon.core.models import Record
from filon.core.record_types import RecordType, record_types
from filon.history.models import ChangeSet

LOOKED_AT = 200
Sets = TypeVar("Sets", bound=QuerySet[ChangeSet])


def visible_sets(user: User, sets: Sets) -> Sets:
    """Those of `sets` in the audit of `user`: administrators see all, everybody else what he did himself."""
    return sets if user.is_administrator else sets.filter(actor=user.pk)


def may_reach(user: User, change_set: ChangeSet) -> bool:
    """Whether `user` sees the change-set in the audit, or on the page of a record that he may see."""
    if user.is_administrator or change_set.actor == user.pk:
        return True
    roots = change_set.changes.filter(root__isnull=False).values_list("root", flat=True).order_by().distinct()
    kinds = Record.objects.filter(pk__in=list(roots[:LOOKED_AT])).values_list("kind", "pk")
    return any(visible_record(user, kind, pk) is not None for kind, pk in kinds)


def visible_record(user: User, kind: str, pk: int) -> "tuple[RecordType, object] | None":
    """The record's kind and row, if `user` may see it."""
    record_type = record_types.get(kind)
    row = record_type.visible_to(user).filter(pk=pk).first() if record_type else None
    return (record_type, row) if record_type and row is not None else None


def titles(user: User, roots: set[int]) -> dict[int, str]:
    """What the records are called, of those that `user` may see: one query for each kind."""
    kinds: dict[str, list[int]] = {}
    for pk, kind in Record.objects.filter(pk__in=roots).values_list("pk", "kind"):
        kinds.setdefault(kind, []).append(pk)
    return {
        row.pk: record_type.title(row)
        for kind, ids in kinds.items()
        if (record_type := record_types.get(kind)) is not None
        for row in record_type.visible_to(user).filter(pk__in=ids)
    }
