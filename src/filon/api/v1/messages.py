"""The thread of a record: what was said on it, and what changed."""

from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.api.authentication import user_of
from filon.api.idempotency import answered_once, json_answer
from filon.api.listing import Listing, listed, page_of
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource
from filon.api.v1.schemas import Moment
from filon.chatter.models import Message
from filon.chatter.services.posting import post_note
from filon.chatter.services.sending import post_message


class AttachmentOut(Schema):
    """A file that came along."""

    id: int
    name: str
    media_type: str
    size: int


class MessageOut(Schema):
    """Something said on a record. `state` is that of the e-mail, if one was sent."""

    id: int
    kind: str
    author: str
    body: str
    created_at: Moment
    attachments: list[AttachmentOut]
    to: list[str]
    state: str | None


class MessageIn(Incoming):
    """A message to people outside, or a note that only we see. Without `to` it goes to those whom the page offers."""

    kind: Literal["message", "note"] = "note"
    body: str
    to: list[str] | None = None


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
            "to": message.outbound.to if message.outbound else [],
            "state": message.outbound.state if message.outbound else None,
        }
        for message in messages
    ]


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
            user = user_of(request)
            if payload.kind == "note":
                return serialised([post_note(actor=user, record_id=record.pk, body=payload.body)])[0]
            message = post_message(actor=user, record_id=record.pk, body=payload.body, to=payload.to)
            return serialised([message])[0]

        return answered_once(request, 201, act)

    path = f"/{resource.name}/{{int:key}}/messages"
    router.add_api_operation(path, ["GET"], read, summary="What was said on a record")
    router.add_api_operation(path, ["POST"], say, response={201: MessageOut}, summary="Say something on a record")
