"""Reading messages: bytes in, a `ParsedMessage` out, never an exception."""

from filon.mail.parsing.message import Address, BounceDetails, ParsedAttachment, ParsedMessage
from filon.mail.parsing.reading import LOOP_HEADER, MAX_SIZE, parse, parse_headers

__all__ = [
    "LOOP_HEADER",
    "MAX_SIZE",
    "Address",
    "BounceDetails",
    "ParsedAttachment",
    "ParsedMessage",
    "parse",
    "parse_headers",
]
