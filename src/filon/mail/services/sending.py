"""Messages that we send: queued with the pause in which they can be stopped, then stopped or tried again by people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, NotAllowed
from filon.core.files import file_store
from filon.core.models import Record
from filon.core.normalising import folded, normalised_email
from filon.history.services import recording
from filon.mail.choices import OutboundState
from filon.mail.hooks import message_queued
from filon.mail.models import MailSettings, OutboundMessage
from filon.mail.parsing import Address
from filon.mail.reasons import Reason, said
from filon.mail.routing import reply_addresses
from filon.mail.services.addressing import CATCHALL, own_address, own_local_part
from filon.mail.services.composing import CalendarPart, Composed, Draft, OutboundFile, compose, recipients_of, redated
from filon.organisation.models import Organisation

PAUSE = timedelta(seconds=10)


@dataclass(frozen=True)
class Dispatch:
    """How a message goes out: who gets a copy, at which moment (None: in ten seconds), and, when it is one of many that
    say the same, where its recipient objects to more of them.
    """

    cc: Sequence[str] = ()
    send_at: datetime | None = None
    unsubscribe_url: str = ""


@dataclass(frozen=True)
class Notice:
    """A message that the house itself writes, such as a reminder: to one person, about a record."""

    record_id: int | None
    to: str
    subject: str
    text: str


@transaction.atomic
def queue_message(
    *,
    record_id: int | None,
    author: User | None,
    to: Sequence[str],
    subject: str,
    text: str,
    html: str = "",
    attachments: Sequence[OutboundFile] = (),
    calendar: CalendarPart | None = None,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    how: Dispatch = Dispatch(),
    is_automatic: bool = False,
) -> OutboundMessage:
    """Queue a message about a record. It is sent after ten seconds, or when `how` says; until then it can be stopped.

    Answers come back to the address of the record's kind, such as its team's alias, else to the common one; there they
    find the thread by themselves. `calendar` is shown by mail programs as an invitation. `in_reply_to` is the
    Message-Id that this answers, `references` those before it.
    """
    open_to = recipients_of(to)
    back = Address(_own_name(author), _reply_address(record_id))
    draft = Draft(
        sender=Address(back.name, _sender_address(author, back.address)),
        to=open_to,
        cc=_others(how.cc, open_to),
        date=how.send_at,
        unsubscribe_url=how.unsubscribe_url,
        subject=subject,
        text=text,
        html=html,
        reply_to=back,
        references=tuple(dict.fromkeys((*references, in_reply_to))) if in_reply_to else tuple(references),
        files=attachments,
        calendar=calendar,
        is_automatic=is_automatic,
    )
    return enqueue_draft(draft=draft, record_id=record_id, author=author, pause=timedelta() if is_automatic else PAUSE)


@transaction.atomic
def enqueue_draft(
    *, draft: Draft, record_id: int | None, author: User | None, pause: timedelta = PAUSE
) -> OutboundMessage:
    """Build the message, keep it, and let the job send it when the pause is over."""
    composed = compose(draft)
    message = _row(draft, composed, file_store().put(composed.raw), record_id=record_id, author=author, pause=pause)
    message.save()
    message_queued.run(message.pk)
    return message


@transaction.atomic
def queue_notices(*, notices: Sequence[Notice]) -> list[OutboundMessage]:
    """Queue many messages of the house at once; they are sent in this order, by the job of the first one."""
    name = _own_name(None)
    backs = _reply_addresses({notice.record_id for notice in notices if notice.record_id})
    drafts = []
    for notice in notices:
        back = Address(name, backs.get(notice.record_id or 0, own_address(CATCHALL)))
        drafts.append(
            Draft(
                sender=back, to=recipients_of([notice.to]), subject=notice.subject, text=notice.text, reply_to=back,
                is_automatic=True,
            )
        )  # fmt: skip
    composed = [compose(draft) for draft in drafts]
    digests = file_store().put_all([each.raw for each in composed])
    made = OutboundMessage.objects.bulk_create(
        [
            _row(draft, each, digest, record_id=notice.record_id, author=None, pause=timedelta())
            for notice, draft, each, digest in zip(notices, drafts, composed, digests, strict=True)
        ],
        batch_size=500,
    )
    if made:
        message_queued.run(made[0].pk)
    return made


def _row(
    draft: Draft, composed: Composed, digest: str, *, record_id: int | None, author: User | None, pause: timedelta
) -> OutboundMessage:
    message = OutboundMessage(
        record_id=record_id,
        author=author,
        sender=str(draft.sender)[:320],
        envelope_sender=composed.envelope_sender,
        to=[str(address) for address in draft.to],
        cc=[str(address) for address in draft.cc],
        is_scheduled=draft.date is not None and draft.date > clock.now() + pause,
        subject=draft.subject[:500],
        message_id=composed.message_id,
        digest=digest,
        reasons=_why_it_waits(),
        send_after=max(clock.now() + pause, draft.date or clock.now()),
    )
    message.search_text = folded(" ".join([message.sender, message.subject, *message.to, *message.cc]))
    return message


@transaction.atomic
def cancel_message(*, message: OutboundMessage, actor: User) -> OutboundMessage:
    """Stop a message that has not been sent. Its author may, and an administrator."""
    locked = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    _require_own(locked, actor)
    if locked.state != OutboundState.WAITING or locked.claimed_at is not None:
        raise Conflict(_("The message has already been sent and cannot be stopped."))
    recording.describe(gettext_noop("Stopped a message"))
    locked.state = OutboundState.CANCELLED
    locked.reasons = [said(gettext_noop("Stopped by %(name)s."), name=actor.name)]
    locked.save(update_fields=["state", "reasons"])
    return locked


@transaction.atomic
def retry_message(*, message: OutboundMessage, actor: User) -> OutboundMessage:
    """Try to send again what failed, came back or was stopped, or what waits for its next attempt."""
    locked = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    _require_own(locked, actor)
    if locked.state == OutboundState.SENT or locked.claimed_at is not None:
        raise Conflict(_("The message has already been sent."))
    recording.describe(gettext_noop("Tried a message again"))
    locked.state = OutboundState.WAITING
    locked.reasons = _why_it_waits()
    locked.attempts = 0
    locked.send_after = clock.now()
    locked.save(update_fields=["state", "reasons", "attempts", "send_after"])
    message_queued.run(locked.pk)
    return locked


@transaction.atomic
def reschedule_message(*, message: OutboundMessage, send_at: datetime, actor: User) -> OutboundMessage:
    """Let a message that waits go out at another moment; a past one is now."""
    locked = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    _require_own(locked, actor)
    if locked.state != OutboundState.WAITING or locked.claimed_at is not None:
        raise Conflict(_("The message has already been sent."))
    now = clock.now()
    recording.describe(gettext_noop("Moved a message to another time"))
    locked.is_scheduled = send_at > now
    locked.send_after = max(send_at, now)
    locked.digest = file_store().put(redated(file_store().get(locked.digest), locked.send_after))
    locked.save(update_fields=["is_scheduled", "send_after", "digest"])
    message_queued.run(locked.pk)
    return locked


def _others(texts: Sequence[str], besides: Sequence[Address]) -> tuple[Address, ...]:
    """Those who get a copy, without those to whom it goes anyway."""
    known = {address.normalised for address in besides}
    return tuple(address for address in recipients_of(texts) if address.normalised not in known) if texts else ()


def _require_own(message: OutboundMessage, actor: User) -> None:
    if not actor.is_administrator and message.author_id != actor.pk:
        raise NotAllowed(_("Only its author or an administrator can do this to a message."))


def _why_it_waits() -> list[Reason]:
    if settings.FILON_EMAIL_URL:
        return []
    return [said(gettext_noop("Outgoing mail is not set up (FILON_EMAIL_URL), so the message waits here."))]


def _own_name(author: User | None) -> str:
    return author.name if author else Organisation.current().name


def _reply_address(record_id: int | None) -> str:
    return _reply_addresses({record_id} if record_id else ()).get(record_id or 0, own_address(CATCHALL))


def _reply_addresses(record_ids: Collection[int]) -> dict[int, str]:
    """Where answers about these records come back to, for those of a kind that has an address of its own."""
    found = {}
    for pk, kind in Record.objects.filter(pk__in=record_ids).values_list("pk", "kind") if record_ids else ():
        address_of = reply_addresses.get(kind)
        address = address_of(pk) if address_of else ""
        if address:
            found[pk] = address
    return found


def _sender_address(author: User | None, fallback: str) -> str:
    """The author's own address if its domain lets us send; another's owner would call it forged (SPF, DMARC)."""
    if author is None:
        return fallback
    choices = MailSettings.current()
    domain = normalised_email(author.email).rpartition("@")[2]
    is_ours = own_local_part(author.email) is not None or domain in choices.sender_domains
    return author.email if choices.sends_as_author and is_ours else fallback
