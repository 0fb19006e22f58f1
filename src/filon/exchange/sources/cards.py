"""vCards, 2.1 to 4.0 (RFC 2426, RFC 6350), as a table with one row for each card, and back as 3.0 or 4.0.

The grammar of content lines is small, and the library that speaks it (vobject) is seldom kept; icalendar's parser
unescapes a value before it is divided and keeps one of several TYPE parameters, so neither fits.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filon.core.normalising import comma_below
from filon.exchange.readers import Cell
from filon.exchange.sources.base import Source
from filon.exchange.sources.texts import known_encoding

HEADINGS = (
    "name", "is_company", "company", "job_position", "email", "other_emails", "phone", "mobile", "other_phones",
    "website", "street", "street2", "city", "state", "postcode", "country", "notes", "tags", "picture", "vat",
)  # fmt: skip
"""What a card says, by the keys of the columns of contacts."""

_LINE = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";((?:[^;\"]|\"[^\"]*\")*)")
_PARTS = re.compile(r"(?<!\\);")
_ITEMS = re.compile(r"(?<!\\),")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FOLD = 75


@dataclass(frozen=True)
class Property:
    """One line of a card: its name and types in capitals, and its value as it stands."""

    name: str
    types: frozenset[str]
    value: str


@dataclass
class Card:
    """A card as the texts of `HEADINGS`, and lists for what may stand several times."""

    texts: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


def open_cards(path: Path) -> Source:
    """A file of cards."""
    encoding = known_encoding(path)
    return Source(sheets=[""], read=lambda _sheet: _rows(path, encoding), encoding=encoding, is_cards=True)


def _rows(path: Path, encoding: str) -> Iterator[Sequence[Cell]]:
    yield list(HEADINGS)
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace") as stream:
        for lines in _cards(stream):
            card = _card([found for line in lines if (found := _property(line))])
            yield [card.texts.get(heading, "") for heading in HEADINGS]


def _cards(stream: Iterator[str]) -> Iterator[list[str]]:
    """The unfolded lines of each card."""
    lines: list[str] = []
    for line in (text.rstrip("\r\n") for text in stream):
        if line.strip().upper() == "BEGIN:VCARD":
            lines = []
        elif line.strip().upper() == "END:VCARD":
            yield lines
            lines = []
        elif lines and line[:1] in (" ", "\t"):
            lines[-1] += line[1:]
        elif lines and lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1].upper():
            lines[-1] = lines[-1][:-1] + line
        elif line:
            lines.append(line)


def _property(line: str) -> Property | None:
    parts = _LINE.fullmatch(line)
    if parts is None:
        return None
    types, value, charset = set[str](), parts[3], "utf-8"
    for parameter in _PARAMETER.findall(parts[2]):
        name, is_named, said = parameter.partition("=")
        if name.upper() == "CHARSET":
            charset = said
        types |= {word.strip().upper() for word in (said if is_named else name).strip('"').split(",")}
    if "QUOTED-PRINTABLE" in types:
        try:
            value = quopri.decodestring(value.encode()).decode(charset, errors="replace")
        except LookupError:
            value = quopri.decodestring(value.encode()).decode("utf-8", errors="replace")
    return Property(parts[1].upper(), frozenset(types), value)


def _card(properties: list[Property]) -> Card:
    card = Card()
    for each in sorted(properties, key=lambda one: "PREF" not in one.types):
        _take(card, each)
    texts = card.texts
    organisation = texts.get("company", "")
    if texts.pop("kind", "") == "org" or (organisation and texts.get("name", organisation) == organisation):
        texts["is_company"], texts["name"] = "1", texts.get("name") or organisation
        texts.pop("company", None)
    texts["email"], texts["other_emails"] = (card.emails or [""])[0], ", ".join(card.emails[1:])
    texts["phone"], texts["other_phones"] = (card.phones or [""])[0], ", ".join(card.phones[1:])
    return card


def _take(card: Card, each: Property) -> None:  # noqa: C901 -- one line for each property that we know
    texts, parts = card.texts, [_plain(part) for part in _PARTS.split(each.value)]
    match each.name:
        case "FN":
            texts["name"] = _plain(each.value)
        case "N" if any(parts):
            given, family = (parts[1] if len(parts) > 1 else ""), parts[0]
            texts.setdefault("name", " ".join(part for part in (given, family) if part))
        case "ORG":
            texts.setdefault("company", parts[0])
        case "KIND" | "X-ABSHOWAS":
            texts["kind"] = "org" if each.value.lower() in ("org", "company") else ""
        case "TITLE":
            texts.setdefault("job_position", _plain(each.value))
        case "EMAIL":
            card.emails.append(_plain(each.value))
        case "TEL" if "FAX" not in each.types:
            number = _plain(each.value).removeprefix("tel:")
            if "CELL" in each.types and "mobile" not in texts:
                texts["mobile"] = number
            else:
                card.phones.append(number)
        case "URL":
            texts.setdefault("website", _plain(each.value))
        case "ADR":
            _take_address(texts, [*parts, *[""] * 7])
        case "NOTE":
            texts.setdefault("notes", _plain(each.value))
        case "CATEGORIES":
            texts["tags"] = ", ".join(_plain(item) for item in _ITEMS.split(each.value))
        case "PHOTO" | "LOGO":
            texts.setdefault("picture", _picture(each))
        case "X-VAT":
            texts["vat"] = _plain(each.value)


def _take_address(texts: dict[str, str], parts: list[str]) -> None:
    if "street" in texts or "city" in texts:
        return
    names = ("street2", "street", "city", "state", "postcode", "country")
    texts |= {name: part for name, part in zip(names, parts[1:7], strict=True) if part}


def _picture(each: Property) -> str:
    """The picture in base64; an address outside is not fetched."""
    value = each.value.partition("base64,")[2] if each.value.startswith("data:") else each.value
    packed = "".join(value.split())
    is_inside = each.value.startswith("data:") or each.types & {"B", "BASE64"}
    return packed if is_inside else ""


def decoded(picture: str) -> bytes:
    """The bytes of a picture in base64; ValueError when it is none."""
    try:
        return base64.b64decode(picture, validate=True)
    except binascii.Error as error:
        raise ValueError(picture[:20]) from error


def _plain(value: str) -> str:
    return comma_below(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)).strip()


def written(properties: Sequence[tuple[str, str]], version: str = "3.0") -> str:
    """A card of these lines (name with parameters, value ready), folded at 75 bytes."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *(f"{name}:{value}" for name, value in properties), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a value."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    pieces, piece, size = list[str](), "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return "\r\n".join([*pieces, piece])
