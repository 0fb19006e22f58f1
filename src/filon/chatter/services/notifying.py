"""The bell: telling users what happened on records they follow, or were given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.accounts.models import User
from filon.chatter.choices import Channel, MessageKind, Reason, Topic
from filon.chatter.models import Follower, Message, Notification, NotificationChoice
from filon.chatter.services.records import ThreadRecord, visible_record, visible_records
from filon.core import clock
from filon.core.house import house
from filon.core.models import Record
from filon.mail.services.sending import queue_message

TOPICS = {
    MessageKind.MESSAGE: Topic.MESSAGES,
    MessageKind.INBOUND: Topic.MESSAGES,
    MessageKind.NOTE: Topic.NOTES,
}


def notify_followers(
    message: Message,
    *,
    besides: Iterable[User] = (),
    topic: Topic | None = None,
    also: Iterable[User] = (),
    reason: Reason | None = None,
) -> None:
    """Tell the users who follow the record, and still may see it, of `message`, if they want to hear of its topic.

    Its author knows already, and those in `besides` do; those in `also` are told though they do not follow.
    """
    wanted = topic or TOPICS[MessageKind(message.kind)]
    followers = Follower.objects.filter(record_id=message.record_id, user__is_active=True).select_related("user")
    hearing = {row.user.pk: row.user for row in followers if row.user is not None and wanted in row.topics}
    hearing |= {user.pk: user for user in also if user.is_active}
    known = {message.author_user_id, *(user.pk for user in besides)}
    told = [user for pk, user in hearing.items() if pk not in known and visible_record(user, message.record_id)]
    tell(told, message=message, reason=reason or Reason(message.kind))


def tell(users: Sequence[User], *, message: Message, reason: Reason) -> None:
    """Ring the bell of `users` about a message, and write to those who want mail. A mention comes by mail always."""
    Notification.objects.bulk_create(
        Notification(user=user, record_id=message.record_id, message=message, reason=reason, actor=message.author_user)
        for user in users
    )
    mail_users = users if reason == Reason.MENTION else wanting_mail(users)
    if mail_users and settings.FILON_EMAIL_URL:
        for user in mail_users:
            _mail(user, message, reason)


def tell_of_records(*, actor: User | None, record_ids: Sequence[int], reason: Reason, topic: Topic) -> None:
    """Ring the bell of those who follow these records, which are of one kind, and want to hear of `topic`."""
    rows = Follower.objects.filter(record_id__in=record_ids, user__is_active=True).exclude(user=actor)
    by_user: dict[User, set[int]] = {}
    for row in rows.select_related("user"):
        if row.user is not None and topic in row.topics:
            by_user.setdefault(row.user, set()).add(row.record_id)
    kinds = Record.objects.filter(pk__in=list(record_ids)[:1]).values_list("kind", flat=True) if by_user else ()
    for kind in kinds:
        Notification.objects.bulk_create(
            Notification(user=user, record_id=pk, reason=reason, actor=actor)
            for user, ids in by_user.items()
            for pk in visible_records(user, {kind: ids})
        )


def wanting_mail(users: Iterable[User]) -> list[User]:
    """Those of `users` who chose to be told by mail too."""
    chosen = NotificationChoice.objects.filter(user__in=list(users), channel=Channel.MAIL)
    ids = set(chosen.values_list("user_id", flat=True))
    return [user for user in users if user.pk in ids]


@transaction.atomic
def choose_channel(*, actor: User, channel: Channel) -> None:
    """Be told by the bell alone, or by mail too."""
    NotificationChoice.objects.update_or_create(user=actor, defaults={"channel": channel})


def channel_of(user: User) -> Channel:
    """How `user` wants to be told."""
    row = NotificationChoice.objects.filter(user=user).first()
    return Channel(row.channel) if row else Channel.BELL


def _mail(user: User, message: Message, reason: Reason) -> None:
    """The words and a link, in the user's language. An answer to it comes into the thread, as that of a customer."""
    record = visible_record(user, message.record_id)
    title = record.title if record else ""
    with override(user.language or house().language):
        queue_message(
            record_id=None,
            author=message.author_user,
            to=[user.email],
            subject=f"{message.author_name} {reason.label}: {title}",
            text=f"{message.body_text}\n\n{title}\n{settings.FILON_URL}/r/{message.record_id}/#message-{message.pk}",
            references=[message.message_id] if message.message_id else (),
            is_automatic=True,
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
