"""The thread of a record: what was said on it, and what changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import answered_once, json_answer
from filon.api.listing import Listing, listed, page_of
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource
from filon.api.v1.schemas import Language, Moment
from filon.chatter.models import Message, MessageTemplate
from filon.chatter.services.posting import post_note
from filon.chatter.services.rendering import Rendered, render
from filon.chatter.services.sending import post_message
from filon.chatter.services.templates import LONGEST_SUBJECT
from filon.core.exceptions import DomainError
from filon.mail.choices import OutboundState
from filon.mail.models import OutboundMessage


class AttachmentOut(Schema):
    """A file that came along."""

    id: int
    name: str
    media_type: str
    size: int


class MessageOut(Schema):
    """Something said on a record. `state` is that of the e-mail, if one was sent; `send_at` is when it
    is to go out, while it waits.
    """

    id: int
    kind: str
    author: str
    body: str
    created_at: Moment
    attachments: list[AttachmentOut]
    subject: str
    to: list[str]
    cc: list[str]
    state: str | None
    send_at: Moment | None


class MessageIn(Incoming):
    """A message to people outside, or a note that only we see. Without `to` it goes to those whom the page offers.

    A message may go out at `send_at`, at most a year ahead. A `template` gives the subject, the body and the files, in
    the customer's language or in `language`; a `subject` or `body` that is said besides wins over it.
    """

    kind: Literal["message", "note"] = "note"
    body: str = ""
    subject: Annotated[str, Field(max_length=LONGEST_SUBJECT)] = ""
    to: list[str] | None = None
    cc: list[str] = []
    send_at: AwareDatetime | None = None
    template: int | None = None
    language: Language = ""


def serialised(messages: Sequence[Message]) -> list[Json]:
    """Messages as JSON objects."""
    return [
        {
            "id": message.pk,
            "kind": message.kind,
            "author": message.author_name,
            "body": message.body_text,
            "created_at": message.created_at,
            "attachments": [
                {"id": file.pk, "name": file.name, "media_type": file.media_type, "size": file.size}
                for file in message.attachments.all()
            ],
            "subject": message.subject,
            "to": message.outbound.to if message.outbound else [],
            "cc": message.outbound.cc if message.outbound else message.received.get("cc", []),
            "state": message.outbound.state if message.outbound else None,
            "send_at": _waits_until(message.outbound),
        }
        for message in messages
    ]


def _waits_until(outbound: OutboundMessage | None) -> datetime | None:
    return outbound.send_after if outbound and outbound.state == OutboundState.WAITING else None


def post(user: User, record_id: int, payload: MessageIn) -> Message:
    """Say on a record what `payload` says. DomainError names the field that cannot be."""
    if payload.kind == "note":
        _refuse_of_note(payload)
        return post_note(actor=user, record_id=record_id, body=payload.body)
    said = _said_by_template(user, record_id, payload)
    return post_message(
        actor=user,
        record_id=record_id,
        body=payload.body or (said.body if said else ""),
        subject=payload.subject or (said.subject if said else ""),
        files=said.uploads() if said else (),
        to=payload.to,
        cc=payload.cc,
        send_at=payload.send_at,
    )


def _refuse_of_note(payload: MessageIn) -> None:
    for name in ("to", "cc", "subject", "send_at", "template"):
        if getattr(payload, name):
            raise DomainError(_("A note goes to nobody outside. Say this of a message."), field=name)


def _said_by_template(user: User, record_id: int, payload: MessageIn) -> Rendered | None:
    if payload.template is None:
        return None
    chosen = MessageTemplate.objects.filter(pk=payload.template, is_active=True).first()
    if chosen is None:
        raise DomainError(_("There is no such message template."), field="template")
    return render(chosen, record_id, payload.language, actor=user)


def mount_messages(router: Router, resource: Resource) -> None:
    """Add the thread under a resource of records."""

    def read(request: HttpRequest, key: int) -> HttpResponse:
        record = resource.one(request, key)
        rows = Message.objects.filter(record=record.pk).select_related("author_user", "author_contact", "outbound")
        page = page_of(rows.prefetch_related("attachments"), request.GET, Listing())
        return json_answer(listed(page, serialised(page.rows)))

    def say(request: HttpRequest, key: int, payload: MessageIn) -> HttpResponse:
        record = resource.one(request, key)

        def act() -> Json:
            return serialised([post(user_of(request), record.pk, payload)])[0]

        return answered_once(request, 201, act)

    path = f"/{resource.name}/{{int:key}}/messages"
    router.add_api_operation(path, ["GET"], read, summary="What was said on a record")
    router.add_api_operation(path, ["POST"], say, response={201: MessageOut}, summary="Say something on a record")
