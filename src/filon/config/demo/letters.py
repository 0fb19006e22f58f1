"""Letters and notes of the demonstration: on the ledger, in the queue of what was sent, and in the thread."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from zlib import crc32

from django.conf import settings

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.chatter.models import Follower, Message
from filon.chatter.services.posting import post_inbound
from filon.config.demo.texts import GREETING, REGARDS
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.files import file_store
from filon.crm.models import Lead
from filon.mail.choices import OutboundState, Outcome
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.parsing import parse

ADDRESS = f"vanzari@{settings.FILON_MAIL_DOMAIN}"


def _letter(sender: str, to: str, subject: str, text: str, signature: str) -> EmailMessage:
    now = clock.now()
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{now:%Y%m%d%H%M%S}.{crc32(f'{sender}{subject}{text}'.encode())}@filon.example>"
    letter.set_content(_body(text, signature))
    return letter


def _body(text: str, signature: str) -> str:
    language = settings.LANGUAGE_CODE
    return f"{GREETING[language]}\n\n{text}\n\n{REGARDS[language]}\n{signature}\n"


def receive(*, lead: Lead, contact: Contact, subject: str, text: str, is_first: bool, is_news: bool) -> Message:
    """A letter of `contact` reaches us and is put in the thread of `lead`. Of what is no news, nobody is told."""
    letter = _letter(formataddr((contact.name, contact.email)), ADDRESS, subject, text, contact.name)
    raw = letter.as_bytes()
    inbound = InboundMessage.objects.create(
        transport="smtp",
        peer="192.0.2.25",
        envelope_sender=contact.email,
        envelope_recipients=[ADDRESS],
        digest=file_store().put(raw),
        size=len(raw),
        message_id=letter["Message-ID"],
        sender=str(letter["From"]),
        sender_address=contact.email_normalised,
        subject=subject,
        outcome=Outcome.CREATED if is_first else Outcome.THREADED,
        record=lead.record,
        settled_at=clock.now(),
        received_at=clock.now(),
    )
    if is_news:
        return post_inbound(record_id=lead.pk, parsed=parse(raw), inbound=inbound)
    return Message.objects.create(
        record=lead.record,
        kind=MessageKind.INBOUND,
        author_contact=contact,
        subject=subject,
        body_text=_body(text, contact.name),
        message_id=inbound.message_id,
        inbound=inbound,
        seen_at=clock.now(),
    )


def send(*, lead: Lead, author: User, contact: Contact, subject: str, text: str) -> Message:
    """A letter of `author` to `contact`, sent at this moment."""
    sender = formataddr((author.name, ADDRESS))
    letter = _letter(sender, formataddr((contact.name, contact.email)), subject, text, author.name)
    outbound = OutboundMessage.objects.create(
        record=lead.record,
        author=author,
        sender=sender,
        envelope_sender=ADDRESS,
        to=[contact.email],
        subject=subject,
        message_id=letter["Message-ID"],
        digest=file_store().put(letter.as_bytes()),
        state=OutboundState.SENT,
        attempts=1,
        sent_at=clock.now(),
    )
    return Message.objects.create(
        record=lead.record,
        kind=MessageKind.MESSAGE,
        author_user=author,
        subject=subject,
        body_text=f"{GREETING[settings.LANGUAGE_CODE]}\n\n{text}",
        message_id=outbound.message_id,
        outbound=outbound,
    )


def note(*, lead: Lead, author: User, text: str) -> Message:
    """What `author` writes down for his colleagues. Nobody is told: it was long ago."""
    Follower.objects.get_or_create(record=lead.record, user=author)
    return Message.objects.create(record=lead.record, kind=MessageKind.NOTE, author_user=author, body_text=text)
