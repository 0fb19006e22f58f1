"""The ledger of messages that reached us, and the queue of those that we send."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.resource import Resource, mount
from filon.api.v1.schemas import Moment
from filon.core.files import file_store
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.services import sending, settling


class InboundOut(Schema):
    """A message that reached us, with what became of it and why."""

    id: int
    received_at: Moment
    sender: str
    recipients: list[str]
    subject: str
    message_id: str
    outcome: str
    reason: str
    lead: int | None


class OutboundOut(Schema):
    """A message that we send."""

    id: int
    to: list[str]
    subject: str
    state: str
    reason: str


def inbound_rows(user: User) -> Rows:
    """The ledger is the administrators'."""
    return InboundMessage.objects.all() if user.is_administrator else InboundMessage.objects.none()


def outbound_rows(user: User) -> Rows:
    """Administrators see every message that we send, others those that they wrote."""
    if user.is_administrator:
        return OutboundMessage.objects.all()
    return OutboundMessage.objects.filter(author=user)


def inbound_serialised(messages: Sequence[InboundMessage]) -> list[Json]:
    """Ledger rows as JSON objects."""
    return [
        {
            "id": message.pk,
            "received_at": message.received_at,
            "sender": message.sender or message.envelope_sender,
            "recipients": message.envelope_recipients,
            "subject": message.subject,
            "message_id": message.message_id,
            "outcome": message.outcome,
            "reason": message.reason,
            "lead": message.record_id,
        }
        for message in messages
    ]


def outbound_serialised(messages: Sequence[OutboundMessage]) -> list[Json]:
    """Messages that we send as JSON objects."""
    return [
        {
            "id": message.pk,
            "to": message.to,
            "subject": message.subject,
            "state": message.state,
            "reason": message.reason,
        }
        for message in messages
    ]


INBOUND = Resource(
    name="inbound-messages",
    rows=inbound_rows,
    serialised=inbound_serialised,
    outgoing=InboundOut,
    listing=Listing(
        filters={
            "outcome": Filter("outcome"),
            "message_id": Filter("message_id"),
            "lead": Filter("record", "integer"),
            "received_at": Filter("received_at", "moment"),
        },
    ),
)

OUTBOUND = Resource(
    name="outbound-messages",
    rows=outbound_rows,
    serialised=outbound_serialised,
    outgoing=OutboundOut,
    listing=Listing(filters={"state": Filter("state")}),
)


def raw(request: HttpRequest, key: int) -> HttpResponse:
    """The message as it came, byte for byte."""
    message = INBOUND.one(request, key)
    return HttpResponse(file_store().get(message.digest), content_type="message/rfc822")


def retry_inbound(request: HttpRequest, key: int) -> HttpResponse:
    """Route a message of the ledger again."""
    message = INBOUND.one(request, key)
    settling.retry_inbound(inbound=message, actor=user_of(request))
    return json_answer(INBOUND.shown(request, message), 202)


def retry_outbound(request: HttpRequest, key: int) -> HttpResponse:
    """Try again to send a message that failed."""
    message = OUTBOUND.one(request, key)
    sending.retry_message(message=message, actor=user_of(request))
    return json_answer(OUTBOUND.shown(request, message), 202)


def cancel_outbound(request: HttpRequest, key: int) -> HttpResponse:
    """Stop a message that still waits."""
    message = OUTBOUND.one(request, key)
    sending.cancel_message(message=message, actor=user_of(request))
    return json_answer(OUTBOUND.shown(request, message))


def routes() -> Router:
    """The routes of messages in and out."""
    router = Router(tags=["mail"])
    add = router.add_api_operation
    add("/inbound-messages/{int:key}/raw", ["GET"], raw, summary="The message as it came")
    add("/inbound-messages/{int:key}/retry", ["POST"], retry_inbound, summary="Route a message again")
    add("/outbound-messages/{int:key}/retry", ["POST"], retry_outbound, summary="Send a failed message again")
    add("/outbound-messages/{int:key}/cancel", ["POST"], cancel_outbound, summary="Stop a waiting message")
    mount(router, INBOUND)
    mount(router, OUTBOUND)
    return router
