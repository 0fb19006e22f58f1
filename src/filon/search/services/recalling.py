"""Which records a user has opened lately."""

from collections.abc import Iterable

from django.db import transaction

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.search.models import RecentRecord

KEPT = 30


@transaction.atomic
def remember(*, actor: User, record_id: int) -> None:
    """Put a record on top of those that `actor` opened lately; one he may not see is ignored."""
    if not visible_ids(actor, [record_id]):
        return
    RecentRecord.objects.update_or_create(user=actor, record_id=record_id, defaults={"opened_at": clock.now()})
    kept = RecentRecord.objects.filter(user=actor).order_by("-opened_at", "-pk").values_list("pk", flat=True)[:KEPT]
    RecentRecord.objects.filter(user=actor).exclude(pk__in=list(kept)).delete()


def recent_ids(user: User, limit: int = KEPT) -> list[int]:
    """The ids of records opened lately, the last one first; whether they are still visible is not asked."""
    recent = RecentRecord.objects.filter(user=user).order_by("-opened_at", "-pk")
    return list(recent.values_list("record_id", flat=True)[:limit])


def visible_ids(user: User, record_ids: Iterable[int]) -> set[int]:
    """Those of `record_ids` that exist and that `user` may see: one query, and one for each kind among them."""
    by_kind: dict[str, list[int]] = {}
    for pk, kind in Record.objects.filter(pk__in=list(record_ids)).values_list("pk", "kind"):
        by_kind.setdefault(kind, []).append(pk)
    visible: set[int] = set()
    for kind, ids in by_kind.items():
        record_type = record_types.get(kind)
        if record_type:
            visible.update(record_type.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return visible
