"""The parts of a message: cut out of the bytes, with limits, and their contents decoded."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from filon.mail.parsing.headers import Headers, lenient_base64, split

MAX_PARTS = 100
EXCESSIVE_PARTS = 1000
"""So many that no person has made the message; it is turned away rather than read in part."""
MAX_DEPTH = 20
_MEDIA_TYPE = re.compile(r"^[a-z0-9!#$&^_.+-]{1,63}/[a-z0-9!#$&^_.+-]{1,63}$")
_MEDIA_TYPES_TO_CORRECT = {"pdf": "application/pdf", "binary/octet-stream": "application/octet-stream", "text": ""}
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


@dataclass
class Part:
    """One part that holds something. `in_alternative` says that other parts say the same in another form."""

    headers: Headers
    media_type: str
    charset: str
    name: str
    disposition: str
    content_id: str
    content: bytes
    in_alternative: bool


class TooMany(Exception):
    """The message has more parts than are read."""


class PartReader:
    """Reads the parts of one message and remembers what was wrong with it."""

    def __init__(self) -> None:
        self.defects: list[str] = []
        self.is_excessive = False
        self._count = 0

    def read(self, headers: Headers, body: bytes) -> Iterator[Part]:
        """The parts that hold something, in their order; those beyond the limits are left out, which is a defect."""
        try:
            yield from self._read(headers, body, 0, False)
        except TooMany:
            self.defects.append(gettext_noop("The message has more than 100 parts; the rest was left out."))

    def _read(self, headers: Headers, body: bytes, depth: int, in_alternative: bool) -> Iterator[Part]:
        media_type, parameters = headers.parameters("content-type")
        media_type = media_type_of(media_type)
        if media_type.startswith("multipart/"):
            children = self._children(body, parameters.get("boundary", ""))
            if children is not None and depth < MAX_DEPTH:
                within = in_alternative or media_type == "multipart/alternative"
                children.reverse()
                while children:
                    # Taken off the list, so that the bytes of a large file are not held twice while it is read.
                    child_headers, child_body = split(children.pop())
                    self.defects += child_headers.defects
                    yield from self._read(child_headers, child_body, depth + 1, within)
                return
            if children is not None:
                self.defects.append(gettext_noop("Parts are nested more than 20 deep; the rest was left out."))
                return
            media_type = "text/plain"
        self._count += 1
        if self._count > MAX_PARTS:
            raise TooMany
        yield self._leaf(headers, media_type, parameters, body, in_alternative)

    def _children(self, body: bytes, boundary: str) -> list[bytes] | None:
        """The bytes of each part between the delimiters, or None if there are no delimiters."""
        if not boundary:
            self.defects.append(gettext_noop("A message of several parts does not say how they are divided."))
            return None
        mark = re.escape(boundary.rstrip().encode("utf-8", "replace"))
        delimiters = list(re.finditer(rb"^--" + mark + rb"(--)?[ \t]*(?:\r\n|\n|\r|\Z)", body, re.MULTILINE))
        if not delimiters:
            self.defects.append(gettext_noop("A message of several parts does not contain its dividing lines."))
            return None
        self.is_excessive = self.is_excessive or len(delimiters) > EXCESSIVE_PARTS
        children: list[bytes] = []
        for position, delimiter in enumerate(delimiters):
            if delimiter[1]:
                return children
            end = delimiters[position + 1].start() if position + 1 < len(delimiters) else len(body)
            children.append(body[delimiter.end() : _before_last_break(body, delimiter.end(), end)])
            if len(children) > MAX_PARTS:
                return children
        self.defects.append(gettext_noop("The end of a message of several parts is missing."))
        return children

    def _leaf(
        self, headers: Headers, media_type: str, parameters: dict[str, str], body: bytes, in_alternative: bool
    ) -> Part:
        disposition, details = headers.parameters("content-disposition")
        name = details.get("filename") or parameters.get("name") or ""
        return Part(
            headers=headers,
            media_type=media_type or "text/plain",
            charset=parameters.get("charset", ""),
            name=safe_name(name),
            disposition=disposition,
            content_id=headers.text("content-id").strip("<> ")[:255],
            content=self._content(headers.raw("content-transfer-encoding"), body),
            in_alternative=in_alternative,
        )

    def _content(self, encoding: str, body: bytes) -> bytes:
        label = encoding.split(";", 1)[0].strip().strip("\"'").lower()
        if label == "base64":
            return lenient_base64(body)
        if label == "quoted-printable":
            return binascii.a2b_qp(body)
        if label in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return self._uudecoded(body)
        if label not in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "8bits", "7bits"):
            self.defects.append(gettext_noop("A part names an encoding that does not exist; it was read as it is."))
        return body

    def _uudecoded(self, body: bytes) -> bytes:
        begin = _UU_BEGIN.search(body)
        content = []
        for line in body[begin.end() if begin else 0 :].splitlines():
            if line.strip() == b"end":
                break
            try:
                content.append(binascii.a2b_uu(line))
            except binascii.Error:
                self.defects.append(gettext_noop("A line of a file in the message could not be read."))
        return b"".join(content)


def media_type_of(text: str) -> str:
    """`text` as a media type, with common mistakes corrected, or "" if it is none."""
    value = text.strip().rstrip(":").lower()
    value = _MEDIA_TYPES_TO_CORRECT.get(value, value)
    return value if _MEDIA_TYPE.match(value) else ""


def safe_name(name: str) -> str:
    """A file name without folders or characters that a file system or a header would trip over."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = "".join(letter for letter in base if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    if len(base) <= 200:
        return base
    stem, dot, ending = base.rpartition(".")
    return f"{stem[:180]}{dot}{ending[:16]}" if dot else base[:200]


def _before_last_break(body: bytes, start: int, end: int) -> int:
    """Where a part ends: the line break before a delimiter belongs to the delimiter (RFC 2046)."""
    for mark in (b"\r\n", b"\n", b"\r"):
        if body.endswith(mark, start, end):
            return end - len(mark)
    return end
