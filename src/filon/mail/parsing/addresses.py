"""Addresses in a header, however they were written."""

import re

from filon.mail.parsing.headers import decoded, flat
from filon.mail.parsing.message import Address

MAX_ADDRESSES = 500
_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*"?)|(?P<angle><[^<>]*>?)|(?P<comment>\((?:[^()\\]|\\.)*\)?)'
    r'|(?P<separator>[,;])|(?P<colon>:)|(?P<plain>[^"<(,;:]+|.)',
    re.DOTALL,
)
_BARE = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\"',;:]+")
_ESCAPED = re.compile(r"\\(.)")


def addresses(*values: str) -> tuple[Address, ...]:
    """The addresses in `values`, in order and at most 500; what is no address at all is kept as a name."""
    found: dict[tuple[str, str], Address] = {}
    for value in values:
        for chunk in _chunks(value):
            address = _address(chunk)
            if address.name or address.address:
                found.setdefault((address.address.lower(), address.name if not address.address else ""), address)
            if len(found) >= MAX_ADDRESSES:
                return tuple(found.values())
    return tuple(found.values())


def _chunks(value: str) -> list[list[tuple[str, str]]]:
    """`value` cut at commas and semicolons outside quotes; a group's name before its colon is left out."""
    chunks: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(value):
        kind, text = str(match.lastgroup), match[0]
        if kind == "separator":
            chunks.append([])
        elif kind == "colon" and not any("@" in part for _kind, part in chunks[-1]):
            chunks[-1] = []
        else:
            chunks[-1].append((kind, text))
    return chunks


def _address(chunk: list[tuple[str, str]]) -> Address:
    angles = [text.strip("<> \t") for kind, text in chunk if kind == "angle"]
    if any("@" in angle for angle in angles):
        address = next(angle for angle in reversed(angles) if "@" in angle)
        return Address(_name(chunk, skip=""), _bare(address))
    words = "".join(text for kind, text in chunk if kind in ("plain", "colon", "quoted"))
    found = _BARE.search(words)
    if found:
        return Address(_name(chunk, skip=found[0]), _bare(found[0]))
    return Address(_name(chunk, skip=""), "")


def _bare(address: str) -> str:
    """An address without a source route (`@relay:a@b`), `mailto:` or blanks."""
    text = re.sub(r"\s+|\([^()]*\)", "", flat(decoded(address)))
    text = re.sub(r"^(mailto:|@[^:]*:)", "", text, flags=re.IGNORECASE)
    return text.strip("'.,;:\"")[:320]


def _name(chunk: list[tuple[str, str]], *, skip: str) -> str:
    parts = []
    for kind, text in chunk:
        if kind == "quoted":
            parts.append(_ESCAPED.sub(r"\1", text.strip('"')))
        elif kind in ("plain", "colon"):
            parts.append(text)
    name = decoded("".join(parts).replace(skip, " ") if skip else "".join(parts))
    if not name:
        name = decoded(" ".join(text.strip("()") for kind, text in chunk if kind == "comment"))
    name = name.strip(" '\"")[:200]
    return name if any(letter.isalnum() for letter in name) else ""
