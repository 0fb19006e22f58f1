"""Saying something on a record: a note for us, or a message that was received."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.choices import MessageKind, Topic
from filon.chatter.models import Follower, Message
from filon.chatter.models.message import Received
from filon.chatter.services.attaching import Upload, attach
from filon.chatter.services.mentioning import tell_mentioned
from filon.chatter.services.notifying import notify_followers
from filon.chatter.services.records import require_visible
from filon.contacts.models import Contact
from filon.contacts.services.finding import find_by_email
from filon.core.exceptions import DomainError
from filon.history.services import recording
from filon.mail.models import InboundMessage
from filon.mail.parsing import ParsedMessage
from filon.mail.routing import invitation_readers
from filon.mail.services.addressing import own_local_part

MOST_CC = 50
LARGEST_INBOUND = 100 * 1024 * 1024


@transaction.atomic
def post_note(*, actor: User, record_id: int, body: str, files: Sequence[Upload] = ()) -> Message:
    """Write a note that only we see. The author follows the record from now on."""
    require_visible(actor, record_id)
    text = body.strip()
    if not text and not files:
        raise DomainError(_("Write something first."), field="body")
    recording.describe(gettext_noop("Wrote a note"))
    note = Message.objects.create(record_id=record_id, kind=MessageKind.NOTE, author_user=actor, body_text=text)
    for upload in files:
        attach(actor=actor, record_id=record_id, upload=upload, message=note)
    finish_post(note, actor)
    return note


@transaction.atomic
def post_inbound(
    *, record_id: int, parsed: ParsedMessage, inbound: InboundMessage, is_automatic: bool = False
) -> Message:
    """Put a received message in the thread. Its author is the user, else the contact, with the sender's address.

    A contact who writes follows the record. What a machine wrote (`is_automatic`) is shown, but nobody is told.
    """
    address = parsed.sender.normalised
    user = User.objects.active().filter(email=address).first() if address else None
    contact = find_by_email(address) if user is None else None
    written = str(parsed.sender) or inbound.envelope_sender or _("unknown sender")
    new_part = parsed.text_reply.strip() or parsed.text.strip()
    message = Message.objects.create(
        record_id=record_id,
        kind=MessageKind.INBOUND,
        author_user=user,
        author_contact=contact,
        author_address="" if user or contact else written[:320],
        subject=parsed.subject[:500],
        body_text=new_part,
        full_text=parsed.text if _is_longer(parsed, new_part) else "",
        has_html=bool(parsed.html),
        received=_received(parsed),
        message_id=parsed.message_id[:500],
        inbound=inbound,
        is_automatic=is_automatic,
    )
    for part in parsed.attachments:
        upload = Upload(part.name, part.content, part.content_id)
        attach(actor=None, record_id=record_id, upload=upload, message=message, limit=LARGEST_INBOUND)
    if not is_automatic:
        _follow_back(record_id, contact)
        notify_followers(message)
    return message


@transaction.atomic
def post_notes(*, actor: User, notes: Mapping[int, str]) -> None:
    """Write a note on each of many records at once, by their ids. Nobody is told, and nobody follows because of it."""
    Message.objects.bulk_create(
        Message(record_id=record_id, kind=MessageKind.NOTE, author_user=actor, body_text=text)
        for record_id, text in notes.items()
    )


def finish_post(message: Message, actor: User, topic: Topic | None = None) -> None:
    """What follows from anything that a user says: he follows the record; whom he mentions and who follows are told."""
    Follower.objects.get_or_create(record_id=message.record_id, user=actor)
    notify_followers(message, besides=tell_mentioned(message), topic=topic)


def _is_longer(parsed: ParsedMessage, new_part: str) -> bool:
    """Whether the message says more than its new part and its signature, such as a quoted history."""
    shown = "".join((new_part + parsed.signature).split())
    return "".join(parsed.text.split()) != shown


def _received(parsed: ParsedMessage) -> Received:
    cc = [str(person) for person in parsed.cc if person.normalised and own_local_part(person.address) is None]
    invitation = next((found for content in parsed.calendars if (found := _invitation(content))), None)
    said: Received = {
        "cc": cc[:MOST_CC],
        "passed_on": str(parsed.passed_on) if parsed.passed_on.normalised else "",
        "signature": parsed.signature[:4000],
        "protection": parsed.protection,
        "invitation": invitation or {},
    }
    return cast("Received", {name: value for name, value in said.items() if value})


def _invitation(content: bytes) -> dict[str, str] | None:
    found = next((one for reader in invitation_readers if (one := reader(content))), None)
    if found is None:
        return None
    ends_at = found.ends_at.isoformat() if found.ends_at else ""
    moments = {"starts_at": found.starts_at.isoformat(), "ends_at": ends_at}
    return {"method": found.method, "summary": found.summary, "place": found.place, **moments}


def _follow_back(record_id: int, contact: Contact | None) -> None:
    if contact is not None:
        Follower.objects.get_or_create(record_id=record_id, contact=contact)
