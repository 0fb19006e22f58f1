"""Setting up mailboxes elsewhere, and the doors through which providers hand messages in."""

from typing import TypedDict, Unpack
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core.exceptions import DomainError
from filon.core.secrets import opened, sealed
from filon.history.services import recording
from filon.mail.choices import MailboxKind, Security
from filon.mail.models import Alias, Mailbox
from filon.mail.services.fetching import SECRET, open_session
from filon.mail.visiting import Trouble
from filon.mail.visiting.session import THIS_MACHINE

DOOR = "filon.mail.door"


class MailboxValues(TypedDict, total=False):
    """What may be said about a mailbox. An empty `password` keeps the one that is known."""

    name: str
    kind: str
    host: str
    port: int | None
    security: str
    user: str
    password: str
    folder: str
    alias: Alias | None
    takes_older: bool
    deletes: bool
    is_active: bool


@transaction.atomic
def save_mailbox(*, actor: User | None, mailbox: Mailbox | None = None, **values: Unpack[MailboxValues]) -> Mailbox:
    """Make a mailbox, or change one; where it is changed to another server or folder, reading begins anew."""
    require_administrator(actor)
    recording.describe(gettext_noop("Changed a mailbox"))
    row = filled(mailbox or Mailbox(), values)
    row.save()
    return row


@transaction.atomic
def delete_mailbox(*, actor: User | None, mailbox: Mailbox) -> None:
    """Forget a mailbox. What came from it stays."""
    require_administrator(actor)
    recording.describe(gettext_noop("Deleted a mailbox"))
    mailbox.delete()


@transaction.atomic
def renew_door(*, actor: User | None, mailbox: Mailbox) -> Mailbox:
    """Give the door another address; the old one takes nothing any more."""
    require_administrator(actor)
    recording.describe(gettext_noop("Changed a mailbox"))
    mailbox.secret = sealed(uuid4().hex, SECRET)
    mailbox.save(update_fields=["secret"])
    return mailbox


def try_mailbox(*, actor: User | None, mailbox: Mailbox) -> None:
    """Sign in to the mailbox, which may not be saved, and look into its folder. DomainError says what is wrong."""
    require_administrator(actor)
    try:
        open_session(mailbox).close()
    except Trouble as trouble:
        raise DomainError(str(trouble)) from trouble


def filled(mailbox: Mailbox, values: MailboxValues) -> Mailbox:
    """The mailbox with these values, not saved. DomainError names each field that cannot be."""
    before = (mailbox.kind, mailbox.host, mailbox.user, mailbox.folder)
    for name, value in values.items():
        if name != "password":
            setattr(mailbox, name, value.strip() if isinstance(value, str) else value)
    if values.get("password"):
        mailbox.secret = sealed(values["password"], SECRET)
    if mailbox.kind == MailboxKind.HTTP and not mailbox.secret:
        mailbox.secret = sealed(uuid4().hex, SECRET)
    if mailbox.pk and before != (mailbox.kind, mailbox.host, mailbox.user, mailbox.folder):
        mailbox.position, mailbox.seen, mailbox.visited_at = "", [], None
    errors = _wrong(mailbox)
    if errors:
        raise DomainError(errors=errors)
    return mailbox


def door_token(mailbox: Mailbox) -> str:
    """The signed part of the address at which a provider hands messages in."""
    return signing.dumps([mailbox.pk, opened(mailbox.secret, SECRET)], salt=DOOR)


def door_of(token: str) -> Mailbox | None:
    """The door in use that a signed token opens."""
    try:
        pk, key = signing.loads(token, salt=DOOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    mailbox = Mailbox.objects.filter(pk=pk, kind=MailboxKind.HTTP, is_active=True).first()
    return mailbox if mailbox and opened(mailbox.secret, SECRET) == key else None


def _wrong(mailbox: Mailbox) -> dict[str, str]:
    errors = {}
    if not mailbox.name:
        errors["name"] = _("Write a name.")
    if mailbox.kind == MailboxKind.HTTP:
        return errors
    if not mailbox.host:
        errors["host"] = _("Write the name of the server, such as imap.example.com.")
    if not mailbox.user:
        errors["user"] = _("Write the name with which the mailbox is opened.")
    if mailbox.security == Security.NONE and mailbox.host not in THIS_MACHINE:
        errors["security"] = _("The password would travel in clear text. Choose TLS or STARTTLS.")
    return errors
