"""The bell: telling users what happened on records they follow, or were given."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.choices import Reason
from filon.chatter.models import Message, Notification
from filon.chatter.services.records import ThreadRecord, visible_record, visible_records
from filon.core import clock


def notify_followers(message: Message) -> None:
    """Tell the users who follow the record, and still may see it, of `message`; its author knows already."""
    followers = User.objects.active().filter(follows__record_id=message.record_id)
    told = [user for user in followers if user != message.author_user and visible_record(user, message.record_id)]
    Notification.objects.bulk_create(
        Notification(
            user=user,
            record_id=message.record_id,
            message=message,
            reason=Reason(message.kind),
            actor=message.author_user,
        )
        for user in told
    )


@transaction.atomic
def mark_read(*, actor: User, record_id: int | None = None, ids: Iterable[int] | None = None) -> int:
    """Mark the notifications of `actor` as read: all, those of one record, or those with `ids`. Returns how many."""
    unread = Notification.objects.filter(user=actor, read_at__isnull=True)
    if record_id is not None:
        unread = unread.filter(record_id=record_id)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    return unread.update(read_at=clock.now())


@dataclass(frozen=True)
class Notice:
    """A notification with the record that it is about, as its reader may see it."""

    notification: Notification
    record: ThreadRecord

    @property
    def who(self) -> str:
        """Who did it, as people know him."""
        message = self.notification.message
        return message.author_name if message else str(self.notification.actor or _("Filon"))


def recent(user: User, limit: int = 100) -> list[Notice]:
    """The newest notifications of `user` about records that he still may see, newest first."""
    rows = list(
        Notification.objects.filter(user=user).select_related(
            "record", "actor", "message__author_user", "message__author_contact"
        )[:limit]
    )
    ids_by_kind: dict[str, set[int]] = {}
    for row in rows:
        ids_by_kind.setdefault(row.record.kind, set()).add(row.record_id)
    records = visible_records(user, ids_by_kind)
    return [Notice(row, records[row.record_id]) for row in rows if row.record_id in records]


def unread_count(user: User) -> int:
    """How many unread notifications `user` has."""
    return Notification.objects.filter(user=user, read_at__isnull=True).count()
