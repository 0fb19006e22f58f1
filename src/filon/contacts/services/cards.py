"""Contacts as vCards, 3.0 (RFC 2426) or 4.0 (RFC 6350)."""

import base64
from collections.abc import Iterable, Iterator

from filon.contacts.models import Contact, PointKind
from filon.core.files import file_store
from filon.core.pictures import picture_type
from filon.exchange.sources.cards import escaped, written

VERSIONS = ("3.0", "4.0")
Lines = Iterator[tuple[str, str]]


def cards(contacts: Iterable[Contact], version: str = "3.0") -> Iterator[str]:
    """A card of each contact, whose company, address, tags and points came with it."""
    for contact in contacts:
        yield written([(name, value) for name, value in _lines(contact, version) if value.strip(";")], version)


def _lines(contact: Contact, version: str) -> Lines:
    words = contact.name.split()
    family, given = ("", "") if contact.is_company else (words[-1], " ".join(words[:-1]))
    company = contact.name if contact.is_company else (contact.company.name if contact.company else "")
    yield "FN", escaped(contact.name)
    yield "N", f"{escaped(family)};{escaped(given)};;;" if family else ";;;;"
    yield "ORG", escaped(company)
    if contact.is_company:
        yield ("KIND", "org") if version == "4.0" else ("X-ABShowAs", "COMPANY")
    yield "TITLE", escaped(contact.job_position)
    yield from _reached(contact, version)
    yield "URL", contact.website
    yield "ADR;TYPE=work", _address(contact)
    yield "X-VAT", escaped(contact.vat)
    yield "CATEGORIES", ",".join(escaped(str(tag)) for tag in contact.tags.all())
    yield "NOTE", escaped(contact.notes)
    yield from _picture(contact, version)


def _reached(contact: Contact, version: str) -> Lines:
    first = "PREF=1" if version == "4.0" else "TYPE=pref"
    yield f"EMAIL;{first}", escaped(contact.email)
    yield "TEL;TYPE=work,voice" if version == "3.0" else 'TEL;TYPE="work,voice"', escaped(contact.phone)
    yield "TEL;TYPE=cell", escaped(contact.mobile)
    for point in contact.points.all():
        yield "EMAIL" if point.kind == PointKind.EMAIL else "TEL;TYPE=voice", escaped(point.value)


def _address(contact: Contact) -> str:
    parts = (
        contact.street2,
        contact.street,
        contact.city,
        contact.state.name if contact.state else "",
        contact.postcode,
        str(contact.country) if contact.country and contact.city else "",
    )
    return ";".join(["", *(escaped(part) for part in parts)])


def _picture(contact: Contact, version: str) -> Lines:
    if not contact.picture:
        return
    content = file_store().get(contact.picture)
    kind, packed = picture_type(content), base64.b64encode(content).decode()
    if version == "4.0":
        yield "PHOTO", f"data:{kind};base64,{packed}"
    else:
        yield f"PHOTO;ENCODING=b;TYPE={kind.rpartition('/')[2].upper()}", packed
