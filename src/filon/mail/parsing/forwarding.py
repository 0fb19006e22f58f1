"""Messages that were passed on to us: who wrote them first."""

import re

from filon.mail.parsing import languages
from filon.mail.parsing.addresses import addresses
from filon.mail.parsing.headers import split
from filon.mail.parsing.message import Address, ParsedAttachment
from filon.mail.parsing.replies import history_starts, says_passed_on

_MARK = re.compile(rf"^\s*({'|'.join(map(re.escape, languages.FORWARD_MARKS))})\s*:", re.IGNORECASE)
_SENDER = re.compile(rf"^[>*_ ]*({languages.SENDERS})[*_ ]*\s?:[*_ ]*(.+)$", re.IGNORECASE)
_LINES = 12


def is_passed_on(subject: str) -> bool:
    """Whether the subject says that somebody passes a message on."""
    return bool(_MARK.match(subject))


def original_sender(subject: str, text: str, attachments: tuple[ParsedAttachment, ...]) -> Address:
    """Who wrote the message that was passed on in `text`, or as a file; an empty address when none was."""
    lines = text[:100_000].split("\n")
    is_marked = is_passed_on(subject)
    for position, line in enumerate(lines):
        if says_passed_on(line) or (is_marked and history_starts(lines, position)):
            return _sender(lines[position : position + _LINES])
    attached = next((file for file in attachments if file.media_type == "message/rfc822"), None) if is_marked else None
    return _first(split(attached.content[:65_536])[0].raw("from")) if attached else Address()


def _sender(lines: list[str]) -> Address:
    """The address in the first line that names a sender, else the one in the line that says who wrote."""
    for line in lines:
        found = _SENDER.match(line[:500])
        if found and (sender := _first(found[2].replace("[mailto:", "<").replace("]", ">"))).address:
            return sender
    return next((_first(line) for line in lines[:2] if "@" in line and line.rstrip().endswith(":")), Address())


def _first(value: str) -> Address:
    return next((address for address in addresses(value) if address.address), Address())
