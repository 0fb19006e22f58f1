"""Building the messages that we send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from filon.core import clock
from filon.core.exceptions import DomainError
from filon.mail.parsing import LOOP_HEADER, Address
from filon.mail.parsing.addresses import addresses
from filon.mail.parsing.headers import flat
from filon.mail.services.addressing import BOUNCE, own_address

REFUSAL_MARK = "refusal."
_POLICY = SMTP.clone(max_line_length=78, refold_source="all")


@dataclass(frozen=True)
class OutboundFile:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class CalendarPart:
    """An invitation, an update or a cancellation as iCalendar; mail programs go by its METHOD (RFC 6047)."""

    method: str
    content: bytes


@dataclass(frozen=True)
class Draft:
    """Everything that a message of ours says; `references` are the Message-Ids before it, the oldest first.

    `date` is when it goes out, None for now. `unsubscribe_url` is where its one recipient objects to further mail of
    this sort by one click (RFC 8058).
    """

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    html: str = ""
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    unsubscribe_url: str = ""
    reply_to: Address | None = None
    references: tuple[str, ...] = ()
    files: Sequence[OutboundFile] = ()
    calendar: CalendarPart | None = None
    is_automatic: bool = False
    is_refusal: bool = False


@dataclass(frozen=True)
class Composed:
    """A message that is ready to be sent. `envelope_sender` is where reports of failure come back."""

    raw: bytes
    message_id: str
    envelope_sender: str


def recipients_of(texts: Sequence[str]) -> tuple[Address, ...]:
    """The addresses in `texts`; DomainError when one is none, or when there is no one at all."""
    found: dict[str, Address] = {}
    for text in texts:
        these = addresses(flat(text))
        if not these or not all(is_sendable(address) for address in these):
            raise DomainError(_("“%(text)s” is not an e-mail address.") % {"text": flat(text)[:100]}, field="to")
        for address in these:
            found.setdefault(address.normalised, address)
    if not found:
        raise DomainError(_("Say to whom the message goes."), field="to")
    return tuple(found.values())


def is_sendable(address: Address) -> bool:
    """Whether a header can hold the address. Only few mail servers take letters beyond ASCII in one."""
    try:
        _header(address)
    except (ValueError, IndexError, HeaderParseError):
        return False
    return bool(address.normalised) and address.address.isascii()


def compose(draft: Draft) -> Composed:
    """The MIME message. Nothing in the texts of `draft` can add a header."""
    token = uuid4().hex
    mark = REFUSAL_MARK if draft.is_refusal else ""
    message_id = f"<{mark}{token}@{settings.FILON_MAIL_DOMAIN}>"
    message = EmailMessage(policy=_POLICY)
    message["From"] = _header(draft.sender)
    message["To"] = [_header(address) for address in draft.to]
    if draft.cc:
        message["Cc"] = [_header(address) for address in draft.cc]
    message["Subject"] = flat(draft.subject)[:500]
    message["Date"] = format_datetime(draft.date or clock.now())
    message["Message-ID"] = message_id
    if draft.reply_to:
        message["Reply-To"] = _header(draft.reply_to)
    known = [flat(reference) for reference in draft.references if reference.isascii() and "@" in reference][-20:]
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = " ".join(known)
    if draft.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{draft.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message[LOOP_HEADER] = settings.FILON_MAIL_DOMAIN
    if draft.is_automatic:
        message["Auto-Submitted"] = "auto-replied" if draft.is_refusal else "auto-generated"
        message["X-Auto-Response-Suppress"] = "All" if draft.is_refusal else "OOF"
    _set_content(message, draft)
    # A refusal has no return path, so that its own failure ends there (RFC 3834).
    envelope_sender = "" if draft.is_refusal else own_address(f"{BOUNCE}+{token}")
    return Composed(message.as_bytes(), message_id, envelope_sender)


def redated(raw: bytes, moment: datetime) -> bytes:
    """A message of ours that goes out at another moment than was thought: the same, but for its Date."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    lines = [
        b"Date: " + format_datetime(moment).encode() if line[:6] == b"Date: " else line for line in head.split(b"\r\n")
    ]
    return b"\r\n".join(lines) + blank + body


def _set_content(message: EmailMessage, draft: Draft) -> None:
    message.set_content(draft.text.replace("\x00", "") + "\n", cte="quoted-printable")
    if draft.html:
        message.add_alternative(draft.html.replace("\x00", ""), subtype="html", cte="quoted-printable")
    if draft.calendar:
        text = draft.calendar.content.decode()
        message.add_alternative(text, subtype="calendar", params={"method": draft.calendar.method}, cte="base64")
    for file in draft.files:
        main, _slash, sub = file.media_type.partition("/")
        if not sub or main in ("multipart", "message"):
            main, sub = "application", "octet-stream"
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=flat(file.name) or "attachment")


def _header(address: Address) -> HeaderAddress:
    local, _at, domain = address.address.rpartition("@")
    return HeaderAddress(flat(address.name)[:100], local, domain)
