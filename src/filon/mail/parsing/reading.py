"""Reading a message: bytes in, never an exception."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext_noop

from filon.mail.parsing import bounces
from filon.mail.parsing.addresses import addresses
from filon.mail.parsing.bodies import collect
from filon.mail.parsing.charsets import text_from
from filon.mail.parsing.forwarding import is_passed_on, original_sender
from filon.mail.parsing.headers import Headers, split
from filon.mail.parsing.message import Address, BounceDetails, ParsedMessage
from filon.mail.parsing.parts import PartReader
from filon.mail.parsing.replies import without_history
from filon.mail.parsing.signatures import split_signature

MAX_SIZE = 50 * 1024 * 1024
LOOP_HEADER = "X-Filon-Loop"
_RECIPIENT_HEADERS = ("delivered-to", "x-original-to", "to", "cc", "resent-to", "resent-cc")


def parse(raw: bytes) -> ParsedMessage:
    """Read a message. Whatever `raw` holds, a message comes back and its `defects` say what was wrong."""
    try:
        return _parse(raw)
    except Exception:
        # Nothing that somebody sends may stop the gateway; what can be shown without understanding it is shown.
        return ParsedMessage(
            text=text_from(raw[:65_536].split(b"\n\n", 1)[-1]),
            defects=(gettext_noop("The message could not be understood; its source is shown as it came."),),
        )


def parse_headers(raw: bytes) -> ParsedMessage:
    """Read only the headers, for which the first 256 KiB are looked at; quick, and as safe as `parse`."""
    try:
        headers, _body = split(_start(raw[:262_144]))
        return _from_headers(headers)
    except Exception:
        return ParsedMessage(defects=(gettext_noop("The headers of the message could not be understood."),))


def _start(raw: bytes) -> bytes:
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")


def _parse(raw: bytes) -> ParsedMessage:
    headers, body = split(_start(raw[:MAX_SIZE]))
    reader = PartReader()
    parts = list(reader.read(headers, body))
    bodies = collect(parts)
    defects = [*headers.defects, *reader.defects, *bodies.defects]
    if len(raw) > MAX_SIZE:
        defects.append(gettext_noop("The message is larger than 50 MiB; the rest was left out."))
    message = _from_headers(headers)
    passed_on = original_sender(message.subject, bodies.text, tuple(bodies.attachments))
    reply = without_history(bodies.text, is_passed_on=is_passed_on(message.subject))
    reply, signature = split_signature(reply)
    bounce = bounces.details(parts, headers, bodies.text) if message.is_bounce else BounceDetails()
    return _with(
        message,
        text=bodies.text,
        html=bodies.html,
        text_reply=reply,
        signature=signature,
        passed_on=passed_on,
        has_too_many_parts=reader.is_excessive,
        attachments=tuple(bodies.attachments),
        bounce=bounce,
        defects=tuple(dict.fromkeys((*message.defects, *defects))),
    )


def _with(message: ParsedMessage, **values: object) -> ParsedMessage:
    return ParsedMessage(**{**vars(message), **values})


def _from_headers(headers: Headers) -> ParsedMessage:
    sender = _first(headers, "from") or _first(headers, "sender")
    defects = []
    date, is_wrong = _date(headers.text("date"))
    if is_wrong:
        defects.append(gettext_noop("The date could not be understood."))
    if not sender.address:
        defects.append(gettext_noop("The message does not say who sent it."))
    ids = bounces.message_ids(headers.raw("message-id"))
    bare_id = re.sub(r"\s+", "", headers.text("message-id"))
    return ParsedMessage(
        message_id=ids[0] if ids else (f"<{bare_id}>"[:500] if bare_id else ""),
        subject=headers.text("subject")[:500],
        sender=sender,
        reply_to=_first(headers, "reply-to"),
        return_path=headers.text("return-path").strip("<> ") if headers.all("return-path") else None,
        to=addresses(*headers.all("to")),
        cc=addresses(*headers.all("cc")),
        recipients=addresses(*(value for name in _RECIPIENT_HEADERS for value in headers.all(name))),
        references=bounces.message_ids(*headers.all("references")),
        in_reply_to=bounces.message_ids(*headers.all("in-reply-to")),
        date=date,
        is_bounce=bounces.is_bounce(headers, sender.address),
        is_automatic=bounces.is_automatic(headers),
        is_bulk=bounces.is_bulk(headers),
        loop_marks=tuple(headers.text(LOOP_HEADER.lower()).lower().split()),
        hops=len(headers.all("received")),
        defects=tuple(defects),
        headers=tuple(headers.fields),
    )


def _first(headers: Headers, name: str) -> Address:
    found = addresses(*headers.all(name))
    return next((address for address in found if address.address), found[0] if found else Address())


def _date(value: str) -> tuple[datetime | None, bool]:
    """The moment in UTC, where no zone means UTC; and whether there was a date that could not be read."""
    if not value:
        return None, False
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC), False
    except (ValueError, TypeError, OverflowError, IndexError):
        return None, True
