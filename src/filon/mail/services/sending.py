"""Messages that we send: queued with the pause in which they can be stopped, then stopped or tried again by people."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, NotAllowed
from filon.core.files import file_store
from filon.core.models import Record
from filon.core.normalising import folded
from filon.history.services import recording
from filon.mail.choices import OutboundState
from filon.mail.hooks import message_queued
from filon.mail.models import OutboundMessage
from filon.mail.parsing import Address
from filon.mail.routing import reply_addresses
from filon.mail.services.addressing import CATCHALL, own_address, own_local_part
from filon.mail.services.composing import CalendarPart, Draft, OutboundFile, compose, recipients_of
from filon.organisation.models import Organisation

PAUSE = timedelta(seconds=10)


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
    is_automatic: bool = False,
) -> OutboundMessage:
    """Queue a message about a record. It is sent after ten seconds, until when `cancel_message` stops it.

    Answers come back to the address of the record's kind, such as its team's alias, else to the common one; there they
    find the thread by themselves. `calendar` is shown by mail programs as an invitation. `in_reply_to` is the
    Message-Id that this answers, `references` those before it.
    """
    back = Address(_own_name(author), _reply_address(record_id))
    draft = Draft(
        sender=Address(back.name, _sender_address(author, back.address)),
        to=recipients_of(to),
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
    message = OutboundMessage(
        record_id=record_id,
        author=author,
        sender=str(draft.sender)[:320],
        envelope_sender=composed.envelope_sender,
        to=[str(address) for address in draft.to],
        subject=draft.subject[:500],
        message_id=composed.message_id,
        digest=file_store().put(composed.raw),
        reason=_why_it_waits(),
        send_after=clock.now() + pause,
    )
    message.search_text = folded(" ".join([message.sender, message.subject, *message.to]))
    message.save()
    message_queued.run(message.pk)
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
    locked.reason = _("Stopped by %(name)s.") % {"name": actor.name}
    locked.save(update_fields=["state", "reason"])
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
    locked.reason = _why_it_waits()
    locked.attempts = 0
    locked.send_after = clock.now()
    locked.save(update_fields=["state", "reason", "attempts", "send_after"])
    message_queued.run(locked.pk)
    return locked


def _require_own(message: OutboundMessage, actor: User) -> None:
    if not actor.is_administrator and message.author_id != actor.pk:
        raise NotAllowed(_("Only its author or an administrator can do this to a message."))


def _why_it_waits() -> str:
    if settings.FILON_EMAIL_URL:
        return ""
    return _("Outgoing mail is not set up (FILON_EMAIL_URL), so the message waits here.")


def _own_name(author: User | None) -> str:
    return author.name if author else Organisation.current().name


def _reply_address(record_id: int | None) -> str:
    record = Record.objects.filter(pk=record_id).first() if record_id else None
    address_of = reply_addresses.get(record.kind) if record else None
    return (address_of(record.pk) if record and address_of else "") or own_address(CATCHALL)


def _sender_address(author: User | None, fallback: str) -> str:
    """The author's own address if it is at our domain; another domain's owner would call it forged (SPF, DMARC)."""
    return author.email if author and own_local_part(author.email) else fallback
