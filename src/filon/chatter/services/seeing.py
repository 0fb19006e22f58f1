"""Whether one of us has seen a received message: the dot on a card."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.chatter.models import Follower, Message, Notification
from filon.chatter.services.notifying import mark_read
from filon.core import clock


def unread_for(record_ids: Iterable[int]) -> set[int]:
    """Those of the records with a received message that nobody in charge has seen or answered. One query."""
    return set(_unseen().filter(record_id__in=list(record_ids)).values_list("record_id", flat=True))


def is_unseen(record_id: int, user: User) -> bool:
    """Whether opening the thread would change anything: `see` is then to be called."""
    unread = Notification.objects.filter(user=user, record_id=record_id, read_at__isnull=True)
    return unread.exists() or _unseen().filter(record_id=record_id).exists()


@transaction.atomic
def see(*, actor: User, record_id: int) -> bool:
    """`actor` has opened the thread. His notifications of it are read, and its received messages are seen if he
    follows the record, or if none of us does. Returns whether anything changed.
    """
    changed = mark_read(actor=actor, record_id=record_id) > 0
    followers = set(Follower.objects.filter(record_id=record_id, user__isnull=False).values_list("user_id", flat=True))
    if not followers or actor.pk in followers:
        changed = mark_seen(record_id) > 0 or changed
    return changed


def mark_seen(record_id: int) -> int:
    """The received messages of the record are seen from now on. Returns how many were not before."""
    return _unseen().filter(record_id=record_id).update(seen_at=clock.now())


def _unseen() -> QuerySet[Message]:
    return Message.objects.filter(kind=MessageKind.INBOUND, seen_at__isnull=True, is_automatic=False)
