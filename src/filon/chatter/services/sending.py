"""Messages from a thread to people outside: queued with a pause, stopped in it, or tried again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext_noop, override
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.chatter.models import Attachment, Message
from filon.chatter.services.attaching import Upload, attach, content_of
from filon.chatter.services.posting import finish_post
from filon.chatter.services.recipients import chosen, require_unsuppressed, suggested
from filon.chatter.services.records import require_change, visible_record
from filon.chatter.services.seeing import mark_seen
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.history.services import recording
from filon.mail.models import OutboundMessage
from filon.mail.services import sending
from filon.mail.services.composing import OutboundFile
from filon.mail.services.sending import Dispatch

REMEMBERED = 20
FARTHEST = timedelta(days=366)


@transaction.atomic
def post_message(
    *,
    actor: User,
    record_id: int,
    body: str,
    to: Sequence[str] | None = None,
    cc: Sequence[str] = (),
    subject: str = "",
    files: Sequence[Upload] = (),
    send_at: datetime | None = None,
    unsubscribe_url: str = "",
    language: str = "",
) -> Message:
    """Write to people outside about a record: to the addresses `to`, or, without any choice, to those it concerns.

    It goes out in ten seconds, or at `send_at`, and answers the thread's last message, so that mail programs keep them
    together. What was received on the record is answered by it, hence seen. Nobody is written to who objected.
    A message that goes to many one by one says at its end, in `language`, how to get no more (`unsubscribe_url`).
    """
    require_change(actor, record_id)
    text = body.strip()
    if not text:
        raise DomainError(_("Write something first."), field="body")
    recipients = suggested(record_id) if to is None else chosen(record_id, to)
    if not recipients:
        raise DomainError(_("Nobody would receive this. Say to whom it goes, or write a note."), field="also_to")
    copied = chosen(record_id, cc) if cc else []
    require_unsuppressed(record_id, [each.address for each in (*recipients, *copied)])
    _require_near(send_at)
    recording.describe(gettext_noop("Wrote a message"))
    attached = [attach(actor=actor, record_id=record_id, upload=upload) for upload in files]
    how = Dispatch(list(map(str, copied)), send_at, unsubscribe_url)
    mailed = text + _way_out(unsubscribe_url if unsubscribe_url not in text else "", language)
    outbound = _queue(actor, record_id, subject.strip(), mailed, list(map(str, recipients)), attached, how)
    message = Message.objects.create(
        record_id=record_id,
        kind=MessageKind.MESSAGE,
        author_user=actor,
        body_text=text,
        **_sent_as(outbound),
    )
    Attachment.objects.filter(pk__in=[attachment.pk for attachment in attached]).update(message=message)
    mark_seen(record_id)
    finish_post(message, actor)
    return message


@transaction.atomic
def stop_message(*, actor: User, message: Message) -> None:
    """Stop a message of the thread that has not left yet; Conflict when it has."""
    sending.cancel_message(message=_outbound(message), actor=actor)


@transaction.atomic
def reschedule_message(*, actor: User, message: Message, send_at: datetime) -> None:
    """Let a message of the thread that waits go out at another moment; a past one is now."""
    _require_near(send_at)
    sending.reschedule_message(message=_outbound(message), actor=actor, send_at=send_at)


@transaction.atomic
def retry_message(*, actor: User, message: Message) -> None:
    """Try again to send a message of the thread that failed, came back or was stopped."""
    sending.retry_message(message=_outbound(message), actor=actor)


def _way_out(link: str, language: str) -> str:
    if not link:
        return ""
    with override(language or get_language() or "ro"):
        return "\n\n-- \n" + _("If you want no more messages of this kind: %(link)s") % {"link": link}


def _sent_as(outbound: OutboundMessage) -> dict[str, Any]:
    return {"outbound": outbound, "subject": outbound.subject, "message_id": outbound.message_id}


def _require_near(send_at: datetime | None) -> None:
    if send_at is not None and send_at - clock.now() > FARTHEST:
        raise DomainError(_("At most a year ahead."), field="send_at")


def _queue(
    actor: User,
    record_id: int,
    subject: str,
    text: str,
    to: list[str],
    attached: list[Attachment],
    how: Dispatch,
) -> OutboundMessage:
    before = _ids_before(record_id)
    return sending.queue_message(
        record_id=record_id,
        author=actor,
        to=to,
        subject=subject or proposed_subject(actor, record_id),
        text=text,
        attachments=[OutboundFile(file.name, file.media_type, content_of(file)) for file in attached],
        in_reply_to=before[-1] if before else "",
        references=before,
        how=how,
    )


def proposed_subject(actor: User, record_id: int) -> str:
    """That of the thread's last message, as an answer; else what the record is called."""
    last = Message.objects.filter(record_id=record_id).exclude(subject="").values_list("subject", flat=True).first()
    if last:
        return last if last.lower().startswith("re:") else f"Re: {last}"
    record = visible_record(actor, record_id)
    return record.title if record else ""


def _ids_before(record_id: int) -> list[str]:
    """The Message-Ids of the thread's last messages, the oldest first."""
    messages = Message.objects.filter(record_id=record_id).exclude(message_id="")
    return list(reversed(messages.values_list("message_id", flat=True)[:REMEMBERED]))


def _outbound(message: Message) -> OutboundMessage:
    if message.outbound is None:
        raise DomainError(_("This was not sent by e-mail."))
    return message.outbound


def messages_that_stay(ids: Iterable[int]) -> dict[int, str]:
    """Those of the messages that an undo must leave alone, each with the reason: mail cannot be called back."""
    sent = Message.objects.filter(pk__in=list(ids), kind=MessageKind.MESSAGE).values_list("pk", flat=True)
    reason = _("Messages are not undone. One that has not left yet can be stopped in the discussion.")
    return dict.fromkeys(sent, reason)
