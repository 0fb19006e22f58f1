"""Reports of failed delivery (RFC 3464) and what machines write by themselves (RFC 3834)."""

import re
from dataclasses import replace

from filon.mail.parsing import languages
from filon.mail.parsing.headers import Headers, flat, split
from filon.mail.parsing.message import BounceDetails
from filon.mail.parsing.parts import Part

_IDS = re.compile(r"<([^<>]*)>")
_ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
_DELIVERED = ("delivered", "relayed", "expanded")
_EMPTY_LINE = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_AUTOMATIC_PRECEDENCE = ("auto_reply", "auto-reply")
_AWAY_MARKED = re.compile(rf"^\s*\[?({languages.AUTOMATIC})\]?\s*:", re.IGNORECASE)
_AWAY = re.compile(rf"^\s*\[?({languages.AUTOMATIC}|{languages.AWAY})\b", re.IGNORECASE)
_BULK_PRECEDENCE = ("bulk", "list", "junk")


def message_ids(*values: str) -> tuple[str, ...]:
    """The Message-Ids in `values`, each as `<…>` without the blanks that bad folding leaves in them."""
    found: dict[str, None] = {}
    for value in values:
        tokens = _IDS.findall(value) or [word for word in value.split() if "@" in word]
        for token in tokens:
            kept = re.sub(r"\s+", "", token)
            if kept:
                found[f"<{kept}>"[:500]] = None
    return tuple(found)


def is_bounce(headers: Headers, sender: str) -> bool:
    """Whether this is a report about a message of ours rather than a message."""
    content_type = headers.raw("content-type").lower()
    local_part = sender.rpartition("@")[0].lower()
    return (
        local_part == "mailer-daemon"
        or "report-type=delivery-status" in content_type.replace('"', "").replace(" ", "")
        or (content_type.startswith("multipart/report") and "disposition-notification" not in content_type)
    )


def is_automatic(headers: Headers) -> bool:
    """Whether a machine wrote this by itself, such as an out-of-office answer.

    Programs that do not say so by a header say so in the subject, in the language of whoever is away.
    """
    submitted = headers.text("auto-submitted").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(headers.all(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
        or headers.text("precedence").lower() in _AUTOMATIC_PRECEDENCE
        or bool(headers.all("x-auto-response-suppress") and _AWAY.match(headers.text("subject")))
        or bool(_AWAY_MARKED.match(headers.text("subject")))
        or "disposition-notification" in headers.raw("content-type").lower()
    )


def is_bulk(headers: Headers) -> bool:
    """Whether this went to many: a list or mass mail. It may be read, but nobody waits for an answer."""
    return bool(headers.all("list-id")) or headers.text("precedence").lower() in _BULK_PRECEDENCE


def details(parts: list[Part], headers: Headers, text: str) -> BounceDetails:
    """What the report says about the message that failed."""
    status = BounceDetails()
    original = ""
    for part in parts:
        if part.media_type == "message/delivery-status" and not status.recipient:
            status = _status(part.content)
        elif part.media_type in _ORIGINALS and not original:
            quoted, _body = split(part.content.lstrip(b"\r\n"))
            ids = message_ids(quoted.raw("message-id"), quoted.raw("x-microsoft-original-message-id"))
            original = ids[0] if ids else ""
    if not original:
        ids = message_ids(headers.raw("in-reply-to"), headers.raw("references"))
        original = ids[-1] if ids else ""
    return replace(status, message_id=original, reason=status.reason or flat(text)[:500])


def _status(content: bytes) -> BounceDetails:
    """What is said of the first recipient that failed, else of the first that is named."""
    found: list[BounceDetails] = []
    for block in _EMPTY_LINE.split(content):
        fields, _rest = split(block.strip(b"\r\n"))
        recipient = fields.text("final-recipient") or fields.text("original-recipient")
        if not recipient:
            continue
        reason = fields.text("diagnostic-code").partition(";")
        entry = BounceDetails(
            recipient=recipient.rpartition(";")[2].strip(" <>")[:320],
            status=fields.text("status")[:20],
            reason=(reason[2] or reason[0]).strip()[:500],
            is_final=fields.text("action").lower() in ("failed", ""),
            is_delivered=fields.text("action").lower() in _DELIVERED,
        )
        if entry.is_final:
            return entry
        found.append(entry)
    return found[0] if found else BounceDetails()
