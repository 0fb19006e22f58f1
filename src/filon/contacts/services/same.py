"""Which of many new contacts are known already: a few look-ups for all of them, and no guessing."""

from collections.abc import Hashable, Iterable, Sequence

from django.db.models import Q

from filon.accounts.models import User
from filon.contacts.models import Contact, ContactPoint
from filon.contacts.services import keys
from filon.contacts.services.editing import ContactValues
from filon.contacts.services.finding import Match
from filon.contacts.services.similar import Described, described, why

Mark = tuple[str, Hashable]


def marks_of(to: Described) -> set[Mark]:
    """What only one contact has: the VAT number, each address, and a company's name."""
    found: set[Mark] = {("email", address) for address in to.emails}
    if to.vat:
        found.add(("vat", keys.vat_key(to.vat)))
    if to.is_company and (key := keys.name_key(to.name)) is not None:
        found.add(("name", key))
    return found


def described_item(item: ContactValues) -> Described:
    """An item of an import, made comparable."""
    country = item.get("country")
    return described(
        name=item.get("name", ""),
        is_company=bool(item.get("is_company")),
        emails=[item.get("email", ""), *item.get("other_emails", [])],
        vat=item.get("vat", ""),
        country=country.pk if country else "",
    )


def known(*, user: User, items: Sequence[ContactValues]) -> list[list[Match]]:
    """For each item the contacts that the user sees and that have its VAT number, one of its addresses, or, when both
    are companies whose VAT numbers do not differ, its name."""
    marks = [marks_of(described_item(item)) for item in items]
    by_mark = _stored(user, {mark for each in marks for mark in each})
    return [_matches(own, by_mark, described_item(item)) for own, item in zip(marks, items, strict=True)]


def _stored(user: User, wanted: set[Mark]) -> dict[Mark, list[Contact]]:
    values = {kind: [value for name, value in wanted if name == kind] for kind in ("email", "vat", "name")}
    condition = Q(email_normalised__in=values["email"]) | Q(vat_key__in=values["vat"])
    condition |= Q(name_key__in=values["name"], is_company=True)
    beside = ContactPoint.objects.filter(comparable__in=values["email"]).values_list("contact", "comparable")
    addresses: dict[int, set[str]] = {}
    for pk, address in beside:
        addresses.setdefault(pk, set()).add(address)
    found: dict[Mark, list[Contact]] = {}
    rows = Contact.objects.visible_to(user).active()
    for contact in rows.filter(condition | Q(pk__in=addresses)).order_by("pk") if wanted else ():
        own: Iterable[Mark] = (
            *(("email", address) for address in {contact.email_normalised, *addresses.get(contact.pk, ())}),
            ("vat", contact.vat_key),
            *((("name", contact.name_key),) if contact.is_company else ()),
        )
        for mark in own:
            found.setdefault(mark, []).append(contact)
    return found


def _matches(marks: set[Mark], by_mark: dict[Mark, list[Contact]], to: Described) -> list[Match]:
    reasons: dict[int, set[str]] = {}
    contacts: dict[int, Contact] = {}
    for kind, value in sorted(marks, key=str):
        for contact in by_mark.get((kind, value), ()):
            if kind == "name" and to.vat and contact.vat_key and contact.vat_key != keys.vat_key(to.vat):
                continue
            reasons.setdefault(contact.pk, set()).add(kind)
            contacts[contact.pk] = contact
    return [Match(contacts[pk], why(found)) for pk, found in sorted(reasons.items())]
