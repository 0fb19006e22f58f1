"""The further e-mail addresses and phone numbers of a contact."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from filon.contacts.models import Contact, ContactPoint, PointKind
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email
from filon.core.phones import e164, shown

FIELDS = {PointKind.EMAIL: "other_emails", PointKind.PHONE: "other_phones"}

Named = Mapping[PointKind, list[str]]


def taken(values: Any) -> Named:
    """The lists of further addresses and numbers, taken out of `values`; a kind that is not there stays as it is."""
    return {kind: values.pop(field) for kind, field in FIELDS.items() if field in values}


def made(contact: Contact, home: str, named: Named) -> list[ContactPoint]:
    """Rows, not saved, for what is named; the first address and numbers of the contact are not repeated."""
    country = contact.country_id or home
    first = {normalised_email(contact.email), e164(contact.phone, country), e164(contact.mobile, country), ""}
    points: list[ContactPoint] = []
    for kind, texts in named.items():
        for text in texts:
            point = _point(kind, text.strip(), country, home)
            if point.comparable not in first and point.value:
                first.add(point.comparable)
                point.contact = contact
                points.append(point)
    return points


def replaced(contact: Contact, home: str, named: Named) -> list[ContactPoint]:
    """All further addresses and numbers of a saved contact, once those of the kinds in `named` are as said."""
    kept = list(contact.points.exclude(kind__in=named)) if contact.pk else []
    wanted = made(contact, home, named)
    present = {(point.kind, point.value): point for point in contact.points.filter(kind__in=named)}
    gone = [point.pk for key, point in present.items() if key not in {(each.kind, each.value) for each in wanted}]
    if gone:
        ContactPoint.objects.filter(pk__in=gone).delete()
    fresh = [point for point in wanted if (point.kind, point.value) not in present]
    if fresh:
        ContactPoint.objects.bulk_create(fresh)
    return [*kept, *wanted]


def _point(kind: PointKind, text: str, country: str, home: str) -> ContactPoint:
    if kind is PointKind.PHONE:
        value = shown(text, country, home)
        return ContactPoint(kind=kind, value=value, comparable=e164(text, country) or value)
    address = normalised_email(text)
    if text and (not address or any(letter.isspace() for letter in text)):
        raise DomainError(
            _("“%(text)s” is not an e-mail address. Write it whole, like name@company.com.") % {"text": text},
            field=FIELDS[kind],
        )
    return ContactPoint(kind=kind, value=text, comparable=address)
