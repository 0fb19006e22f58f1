"""What a message says, once it has been read."""

from dataclasses import dataclass
from datetime import datetime

from filon.core.normalising import normalised_email
from filon.mail.choices import Protection
from filon.mail.parsing.authentication import Verdict, verdicts

SEALS = (
    (Protection.SMIME_SIGNED, ("application/pkcs7-signature", "application/x-pkcs7-signature", "smime.p7s")),
    (Protection.SMIME_SEALED, ("application/pkcs7-mime", "application/x-pkcs7-mime", "smime.p7m")),
    (Protection.PGP_ENCRYPTED, ("application/pgp-encrypted",)),
    (Protection.PGP_SIGNED, ("application/pgp-signature",)),
)
_PGP_MARK = "-----BEGIN PGP MESSAGE-----"
CALENDAR_TYPES = ("text/calendar", "application/ics")


@dataclass(frozen=True)
class Address:
    """A person in a header: the display name, which may be empty, and the address as written."""

    name: str = ""
    address: str = ""

    def __str__(self) -> str:
        if self.name and self.address:
            return f"{self.name} <{self.address}>"
        return self.address or self.name

    @property
    def normalised(self) -> str:
        """The address for comparing, or "" when it is none."""
        return normalised_email(self.address)


@dataclass(frozen=True)
class ParsedAttachment:
    """A file that came with a message. `name` has no folders; `content_id` is what `cid:` links in the HTML name."""

    name: str
    media_type: str
    content: bytes
    content_id: str = ""

    @property
    def is_calendar(self) -> bool:
        """Whether it is an invitation, or an answer to one (RFC 6047)."""
        return self.media_type in CALENDAR_TYPES or self.name.lower().endswith(".ics")


@dataclass(frozen=True)
class BounceDetails:
    """What a report of failed delivery says: whom the message did not reach, which message, and why (RFC 3464).

    It is not final when the server only tells that it is late and goes on trying, or that it has been delivered.
    """

    recipient: str = ""
    message_id: str = ""
    status: str = ""
    reason: str = ""
    is_final: bool = True
    is_delivered: bool = False


@dataclass(frozen=True)
class ParsedMessage:
    """A message that was read from bytes.

    Headers are single lines; no text holds NUL. `text` is the body as plain text, made from the HTML when there is
    only HTML; `text_reply` is the same without the quoted history and the `signature`. `passed_on` is who first wrote a
    message that was forwarded to us. `html` is as it came: sanitise it before showing.
    `recipients` are all addresses in To, Cc and the headers in which mail servers name them. `is_bulk` marks lists and
    mass mail, `is_automatic` what a machine answered; neither gets an answer. `defects` are English sentences, marked
    for translation.
    """

    message_id: str = ""
    subject: str = ""
    sender: Address = Address()
    reply_to: Address = Address()
    return_path: str | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    recipients: tuple[Address, ...] = ()
    references: tuple[str, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    html: str = ""
    text_reply: str = ""
    signature: str = ""
    passed_on: Address = Address()
    attachments: tuple[ParsedAttachment, ...] = ()
    is_bounce: bool = False
    bounce: BounceDetails = BounceDetails()
    is_automatic: bool = False
    is_bulk: bool = False
    loop_marks: tuple[str, ...] = ()
    hops: int = 0
    has_too_many_parts: bool = False
    defects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What mail servers on the way found out about the sender; only those of our own are to be believed."""
        return verdicts(self.headers)

    @property
    def calendars(self) -> tuple[bytes, ...]:
        """The bytes of each calendar part, once each: clients send an invitation both as a part and as a file."""
        found = (part for part in self.attachments if part.is_calendar)
        return tuple(dict.fromkeys(part.content.strip() for part in found))

    @property
    def protection(self) -> str:
        """How the content is sealed, a value of `choices.Protection`, or ""; what is sealed is kept as it came."""
        for kind, types in SEALS:
            if any(part.media_type in types or part.name.lower() in types for part in self.attachments):
                return kind
        return Protection.PGP_ENCRYPTED if _PGP_MARK in self.text[:2000] else ""

    @property
    def answered_ids(self) -> tuple[str, ...]:
        """The Message-Ids that this message answers, from both headers that may name them."""
        return tuple(dict.fromkeys((*self.references, *self.in_reply_to)))
