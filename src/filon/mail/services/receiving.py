"""Putting messages on the ledger: after this, nothing that reached us is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from filon.core.files import file_store
from filon.core.normalising import folded
from filon.mail.hooks import messages_arrived
from filon.mail.models import InboundMessage
from filon.mail.parsing import parse_headers


@dataclass(frozen=True)
class Arrival:
    """A message as it came. Its bytes are already in the file store, under `digest`."""

    digest: str
    size: int
    head: bytes
    transport: str
    peer: str = ""
    envelope_sender: str = ""
    envelope_recipients: tuple[str, ...] = ()
    mailbox_id: int | None = None


HEAD = 65_536


def stored(
    raw: bytes,
    *,
    transport: str,
    peer: str = "",
    sender: str = "",
    recipients: Sequence[str] = (),
    mailbox_id: int | None = None,
) -> Arrival:
    """Write the bytes of a message durably to the file store; no database is needed yet."""
    return Arrival(
        digest=file_store().put(raw),
        size=len(raw),
        head=raw[:HEAD],
        transport=transport,
        peer=peer[:64],
        envelope_sender=sender[:320],
        envelope_recipients=tuple(recipients),
        mailbox_id=mailbox_id,
    )


@transaction.atomic
def record_arrivals(*, arrivals: Sequence[Arrival]) -> list[InboundMessage]:
    """Write a ledger row for each message, and a job that routes them. Once this is committed, senders may be told."""
    rows = InboundMessage.objects.bulk_create([_row(arrival) for arrival in arrivals])
    messages_arrived.run()
    return rows


def take(*, arrival: Arrival) -> InboundMessage:
    """Put one message on the ledger."""
    (row,) = record_arrivals(arrivals=[arrival])
    return row


def _row(arrival: Arrival) -> InboundMessage:
    headers = parse_headers(arrival.head)
    row = InboundMessage(
        transport=arrival.transport,
        peer=arrival.peer,
        envelope_sender=arrival.envelope_sender,
        envelope_recipients=list(arrival.envelope_recipients),
        digest=arrival.digest,
        mailbox_id=arrival.mailbox_id,
        size=arrival.size,
        message_id=headers.message_id,
        sender=str(headers.sender)[:500],
        sender_address=headers.sender.normalised[:320],
        subject=headers.subject,
    )
    words = [row.sender, row.subject, row.message_id, *arrival.envelope_recipients]
    row.search_text = folded(" ".join([*words, *(address.address for address in headers.recipients[:20])]))
    return row
