"""Builders for tests."""

from collections.abc import Sequence

from filon.accounts.models import User
from filon.chatter.models import Message, MessageTemplate
from filon.chatter.services.attaching import Upload
from filon.chatter.services.posting import post_inbound, post_note
from filon.chatter.services.templates import create_template
from filon.mail.models import InboundMessage
from filon.mail.parsing import Address, ParsedAttachment, ParsedMessage


def a_note(record_id: int, actor: User, body: str = "Preferă apelurile după ora 15.") -> Message:
    """A note in the thread of a record."""
    return post_note(actor=actor, record_id=record_id, body=body)


def a_received_message(
    record_id: int,
    *,
    sender: str = "elena@cramatarii.example",
    name: str = "Elena Țăranu",
    text: str = "Bună ziua, am primit oferta.",
    quoted: str = "",
    html: str = "",
    message_id: str = "<1@cramatarii.example>",
    attachments: tuple[ParsedAttachment, ...] = (),
    is_automatic: bool = False,
) -> Message:
    """A message from outside in the thread of a record, with its row on the ledger."""
    parsed = ParsedMessage(
        message_id=message_id,
        subject="Re: Oferta",
        sender=Address(name, sender),
        text=f"{text}\n\n{quoted}".strip(),
        text_reply=text,
        html=html,
        attachments=attachments,
    )
    inbound = InboundMessage.objects.create(
        transport="smtp", digest="0" * 64, sender=str(parsed.sender), subject=parsed.subject, message_id=message_id
    )
    return post_inbound(record_id=record_id, parsed=parsed, inbound=inbound, is_automatic=is_automatic)


def a_template(
    name: str = "De probă",
    *,
    subject: dict[str, str] | None = None,
    body: dict[str, str] | None = None,
    files: Sequence[Upload] = (),
) -> MessageTemplate:
    """A message template for contacts."""
    return create_template(
        actor=None,
        name={"ro": name},
        record_kinds=["contact"],
        subject=subject or {},
        body=body or {"ro": "Bună ziua, {contact.name}"},
        files=files,
    )
