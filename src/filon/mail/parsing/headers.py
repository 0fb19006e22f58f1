"""The header block of a message or part, read from bytes."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext_noop

from filon.mail.parsing.charsets import text_from

MAX_HEADERS = 1000
MAX_VALUE = 16_384
_HEADER = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)$", re.DOTALL)
_KNOWN = re.compile(
    rb"^(from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|received|reply-to|return-path|x-[a-z-]+)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_LINE = re.compile(rb"\r\n|\n|\r")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?[^?]*\?=)")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_CONTINUED = re.compile(r"^(.+?)\*(\d{1,3})?(\*)?$")


@dataclass
class Headers:
    """Header fields in their order. Values are single lines with encoded words still in them; `text` decodes one."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """Every value of the header `name`, as it was written."""
        return [value for key, value in self.fields if key.lower() == name]

    def raw(self, name: str) -> str:
        """The first value of the header `name`, as it was written, or ""."""
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        """The first value of the header `name`, decoded, or ""."""
        return decoded(self.raw(name))

    def parameters(self, name: str) -> tuple[str, dict[str, str]]:
        """The lower-case value of a header such as Content-Type, and its decoded parameters (RFC 2231 too)."""
        raw = self.raw(name)
        value = raw.split(";", 1)[0].strip().lower()
        return value, _parameters(raw)


def split(raw: bytes) -> tuple[Headers, bytes]:
    """The header fields of a message or part, and what follows them.

    A line that is no header ends the block only if no known header follows before the first empty line.
    """
    headers = Headers()
    start = 0
    while True:
        found = _LINE.search(raw, start)
        line, following = (raw[start : found.start()], found.end()) if found else (raw[start:], len(raw))
        if not line or not _take(headers, line, raw[following : following + 4096]):
            return headers, raw[following:] if not line else raw[start:]
        start = following
        if not found:
            return headers, b""


def _take(headers: Headers, line: bytes, rest: bytes) -> bool:
    """Add one line of the block to `headers`; False when the line belongs to the body."""
    if len(headers.fields) >= MAX_HEADERS:
        return True
    if line[:1] in (b" ", b"\t") and headers.fields:
        name, value = headers.fields[-1]
        if len(value) < MAX_VALUE:
            headers.fields[-1] = (name, flat(f"{value} {text_from(line[:MAX_VALUE])}"))
        return True
    match = _HEADER.match(line)
    if match:
        headers.fields.append((match[1].decode("ascii"), flat(text_from(match[2][:MAX_VALUE]))))
        return True
    if line.startswith((b"From ", b">From ")):
        return True
    block = _LINE.split(rest)
    block = block[: block.index(b"")] if b"" in block else block
    if any(_KNOWN.match(later) for later in block):
        headers.defects.append(gettext_noop("A line among the headers is not a header."))
        return True
    headers.defects.append(gettext_noop("No empty line stands between the headers and the text."))
    return False


def flat(text: str) -> str:
    """`text` on one line, without control characters: nothing in it can start another header."""
    return _BLANK.sub(" ", text).strip()


def decoded(value: str) -> str:
    """`value` with its encoded words (RFC 2047) replaced by what they mean, on one line."""
    joined = _BETWEEN_WORDS.sub(r"\1", value) if "=?" in value else value
    pieces: list[tuple[str, bytes]] = []
    end = 0
    for word in _WORD.finditer(joined):
        if word.start() > end:
            pieces.append(("utf-8", joined[end : word.start()].encode("utf-8", "replace")))
        charset = word[1].split("*", 1)[0].lower()
        content = _word_bytes(word[2].lower(), word[3])
        # A character may be cut in two by the end of a word.
        if pieces and pieces[-1][0] == charset and word.start() == end:
            pieces[-1] = (charset, pieces[-1][1] + content)
        else:
            pieces.append((charset, content))
        end = word.end()
    pieces.append(("utf-8", joined[end:].encode("utf-8", "replace")))
    return flat("".join(text_from(content, charset) for charset, content in pieces))


def _word_bytes(encoding: str, payload: str) -> bytes:
    content = payload.encode("utf-8", "replace")
    if encoding == "b":
        return lenient_base64(content)
    return binascii.a2b_qp(content, header=True)


def lenient_base64(content: bytes) -> bytes:
    """What base64 `content` encodes, without minding foreign characters and missing or early padding."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    return base64.b64decode(kept + b"=" * (-len(kept) % 4) if len(kept) % 4 else kept)


def _parameters(raw: str) -> dict[str, str]:
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in _PARAMETER.finditer(raw):
        name, value = match[1].lower(), _unquoted(match[2])
        continued = _CONTINUED.match(name)
        if continued:
            extended = bool(continued[3]) or continued[2] is None
            pieces.setdefault(continued[1], {})[int(continued[2] or 0)] = (extended, value)
        else:
            plain.setdefault(name, decoded(value))
    for name, parts in pieces.items():
        plain[name] = _joined([parts[number] for number in sorted(parts)])
    return plain


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value.strip("\"'")


def _joined(parts: list[tuple[bool, str]]) -> str:
    """The text of a parameter that was cut into pieces, some of them percent-encoded with a charset in the first."""
    charset, content = "utf-8", b""
    for position, (extended, value) in enumerate(parts):
        if extended and position == 0 and value.count("'") >= 2:
            charset, _language, value = value.split("'", 2)
        content += unquote_to_bytes(value) if extended else value.encode("utf-8", "replace")
    return flat(text_from(content, charset))
