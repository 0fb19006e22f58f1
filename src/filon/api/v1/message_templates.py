"""Message templates, and what one says about a record."""

from collections.abc import Sequence
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Language, Translated, names
from filon.chatter.models import MessageTemplate
from filon.chatter.services.records import visible_record
from filon.chatter.services.rendering import render
from filon.chatter.services.templates import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    archive_template,
    change_template,
    create_template,
    delete_template,
)

Subject = Annotated[str, Field(max_length=LONGEST_SUBJECT)]
Body = Annotated[str, Field(max_length=LONGEST_BODY)]
TEXTS = ("name", "subject", "body")


class FileOut(Schema):
    """A file that goes along."""

    id: int
    name: str
    size: int


class MessageTemplateOut(Schema):
    """A message template; its texts by language, with placeholders such as `{contact.name}`."""

    id: int
    name: dict[str, str]
    record_kinds: list[str]
    subject: dict[str, str]
    body: dict[str, str]
    files: list[FileOut]
    active: bool


class MessageTemplateIn(Incoming):
    """What may be said about a template. A plain text counts for both languages."""

    name: Translated
    record_kinds: list[str]
    subject: Subject | dict[Literal["ro", "en"], Subject] = ""
    body: Body | dict[Literal["ro", "en"], Body]
    active: bool = True


class RenderedOut(Schema):
    """What a template says about a record."""

    subject: str
    body: str
    language: str


def rows(user: User) -> Rows:
    """Every user may choose from every template."""
    return MessageTemplate.objects.prefetch_related("files") if user.is_active else MessageTemplate.objects.none()


def serialised(templates: Sequence[MessageTemplate]) -> list[Json]:
    """Templates as JSON objects."""
    return [
        {
            "id": template.pk,
            "name": template.name,
            "record_kinds": template.record_kinds,
            "subject": template.subject,
            "body": template.body,
            "files": [{"id": file.pk, "name": file.name, "size": file.size} for file in template.files.all()],
            "active": template.is_active,
        }
        for template in templates
    ]


def create(user: User, values: Json) -> MessageTemplate:
    """Make a template."""
    active = values.pop("active", True)
    template = create_template(actor=user, **_by_language(values))
    return template if active else _switched(template, user, active=False)


def change(template: MessageTemplate, user: User, values: Json) -> MessageTemplate:
    """Change, archive or bring back a template."""
    active = values.pop("active", template.is_active)
    changed = change_template(actor=user, template=template, **_by_language(values))
    return changed if active == changed.is_active else _switched(changed, user, active=active)


def _by_language(values: Json) -> Json:
    return {name: names(value) if name in TEXTS else value for name, value in values.items()}


def _switched(template: MessageTemplate, user: User, *, active: bool) -> MessageTemplate:
    archive_template(actor=user, template=template, is_active=active)
    template.refresh_from_db()
    return template


RESOURCE = Resource(
    name="message-templates",
    rows=rows,
    serialised=serialised,
    outgoing=MessageTemplateOut,
    incoming=MessageTemplateIn,
    listing=Listing(
        filters={},
        order={"id": "pk", "name": "sort_key"},
        usual_order="name",
        archive="is_active",
        search=named_like,
    ),
    create=create,
    change=change,
    remove=lambda template, user: delete_template(actor=user, template=template),
)


def say(request: HttpRequest, key: int, record: int, language: Language = "") -> HttpResponse:
    """What the template says about the record."""
    user = user_of(request)
    if visible_record(user, record) is None:
        raise Http404
    said = render(RESOURCE.one(request, key), record, language, actor=user)
    return json_answer({"subject": said.subject, "body": said.body, "language": said.language})


def routes() -> Router:
    """The routes of message templates."""
    router = Router(tags=["messages"])
    mount(router, RESOURCE)
    router.add_api_operation(
        "/message-templates/{int:key}/records/{int:record}",
        ["GET"],
        say,
        response=RenderedOut,
        summary="What a template says about a record",
    )
    return router
