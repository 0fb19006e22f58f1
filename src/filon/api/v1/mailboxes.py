"""Mailboxes elsewhere and the choices about mail: the administrators'."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Moment, Short
from filon.mail.models import Alias, Mailbox, MailSettings
from filon.mail.services import keeping, mailboxes
from filon.mail.tasks import enqueue_visit

Kind = Literal["imap", "pop", "http"]
Security = Literal["tls", "starttls", "none"]


class MailboxOut(Schema):
    """A mailbox that is read, or a door through which a provider hands messages in. The password is never told."""

    id: int
    name: str
    kind: Kind
    host: str
    port: int | None
    security: Security
    user: str
    folder: str
    team: int | None
    takes_older: bool
    deletes: bool
    active: bool
    taken: int
    visited_at: Moment | None
    error: str


class MailboxIn(Incoming):
    """What may be said about a mailbox. An empty `password` keeps the known one, `team` gets what names no address."""

    name: Short
    kind: Kind
    host: Annotated[str, Field(max_length=253)] = ""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Security = "tls"
    user: Annotated[str, Field(max_length=320)] = ""
    password: Annotated[str, Field(max_length=500)] = ""
    folder: Short = "INBOX"
    team: int | None = None
    takes_older: bool = False
    deletes: bool = False
    active: bool = True


class MailSettingsOut(Schema):
    """The choices about mail."""

    requires_dmarc: bool
    authentication_server: str
    retention_days: int | None
    trusted_senders: list[str]


class MailSettingsIn(Incoming):
    """What is to be chosen; what is left out stays."""

    requires_dmarc: bool = False
    authentication_server: Annotated[str, Field(max_length=253)] = ""
    retention_days: int | None = None
    trusted_senders: list[str] = []


def rows(user: User) -> Rows:
    """Mailboxes are the administrators'."""
    return Mailbox.objects.all() if user.is_administrator else Mailbox.objects.none()


def serialised(found: Sequence[Mailbox]) -> list[Json]:
    """Mailboxes as JSON objects, in one query."""
    owners = dict(Alias.objects.filter(pk__in=[box.alias_id for box in found]).values_list("pk", "owner"))
    plain = ("name", "kind", "host", "port", "security", "user", "folder", "takes_older", "deletes", "taken", "error")
    return [
        {
            "id": box.pk,
            **{name: getattr(box, name) for name in plain},
            "team": owners.get(box.alias_id or 0),
            "active": box.is_active,
            "visited_at": box.visited_at,
        }
        for box in found
    ]


def create(user: User, values: Json) -> Mailbox:
    """Add a mailbox."""
    return mailboxes.save_mailbox(actor=user, **_understood(values))


def change(mailbox: Mailbox, user: User, values: Json) -> Mailbox:
    """Change a mailbox."""
    return mailboxes.save_mailbox(actor=user, mailbox=mailbox, **_understood(values))


def _understood(values: Json) -> Any:
    if "active" in values:
        values["is_active"] = values.pop("active")
    if "team" in values:
        team = values["team"]
        values["alias"] = Alias.objects.filter(owner=team).first() if team else None
        if team and values["alias"] is None:
            return resolved(values, {"team": Alias.objects.none()})
        del values["team"]
    return values


RESOURCE = Resource(
    name="mailboxes",
    rows=rows,
    serialised=serialised,
    outgoing=MailboxOut,
    incoming=MailboxIn,
    listing=Listing(filters={"kind": Filter("kind")}, order={"id": "pk", "name": "name"}),
    create=create,
    change=change,
    remove=lambda mailbox, user: mailboxes.delete_mailbox(actor=user, mailbox=mailbox),
)


def test(request: HttpRequest, key: int) -> HttpResponse:
    """Sign in to the mailbox and look into its folder; 422 says what is wrong."""
    mailboxes.try_mailbox(actor=user_of(request), mailbox=RESOURCE.one(request, key))
    return json_answer({"detail": "ok"})


def fetch(request: HttpRequest, key: int) -> HttpResponse:
    """Have the mailbox read now."""
    mailbox = RESOURCE.one(request, key)
    enqueue_visit(mailbox.pk)
    return json_answer(RESOURCE.shown(request, mailbox), 202)


def shown_settings(request: HttpRequest) -> HttpResponse:
    """The choices about mail."""
    require_administrator(user_of(request))
    return json_answer(_settings())


def change_settings(request: HttpRequest, body: MailSettingsIn) -> HttpResponse:
    """Change the choices about mail."""
    said = body.model_dump(exclude_unset=True)
    keeping.change_settings(actor=user_of(request), **{**_settings(), **said})
    return json_answer(_settings())


def _settings() -> Json:
    now = MailSettings.current()
    return {name: getattr(now, name) for name in MailSettingsOut.model_fields}


def routes() -> Router:
    """The routes of mailboxes and of the choices about mail."""
    router = Router(tags=["mail"])
    add = router.add_api_operation
    add("/mailboxes/{int:key}/test", ["POST"], test, summary="Try to open the mailbox")
    add("/mailboxes/{int:key}/fetch", ["POST"], fetch, summary="Read the mailbox now")
    add("/mail-settings", ["GET"], shown_settings, response=MailSettingsOut, summary="The choices about mail")
    add("/mail-settings", ["PATCH"], change_settings, response=MailSettingsOut, summary="Change the choices about mail")
    mount(router, RESOURCE)
    return router
