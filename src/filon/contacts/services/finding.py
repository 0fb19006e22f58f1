"""Finding contacts: by address, by what was typed, and those that may be the same one."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.models import Contact, ContactQuerySet
from filon.contacts.services.deriving import home_country
from filon.core.normalising import folded, normalised_email, sort_key
from filon.core.phones import e164, shown
from filon.search.services.querying import matching


@dataclass(frozen=True)
class Match:
    """A contact that was found, and `why`: the words that tell it from others of its name."""

    contact: Contact
    why: str


def find_by_email(text: str) -> Contact | None:
    """The active contact with the first address in `text`; of several, the one known longest."""
    address = normalised_email(text)
    if not address:
        return None
    return Contact.objects.active().filter(email_normalised=address).order_by("pk").first()


def search(contacts: ContactQuerySet, query: str) -> ContactQuerySet:
    """Those of `contacts` whose name, company, address, number or city contain every word of `query`."""
    return cast("ContactQuerySet", matching(contacts, query))


def options(*, user: User, query: str, only_companies: bool = False, limit: int = 8) -> list[Match]:
    """What a field offers while somebody types: names that begin so first, then whatever contains the words."""
    begins = sort_key(query)
    contacts = Contact.objects.visible_to(user).active()
    found = (
        search(contacts.filter(is_company=True) if only_companies else contacts, query)
        .annotate(
            place=Case(When(sort_key__startswith=begins, then=Value(0)), default=Value(1), output_field=IntegerField())
        )
        .select_related("company")
        .order_by("place", "sort_key", "pk")[:limit]
    )
    home = home_country()
    words = folded(query)
    return [Match(contact, _why(contact, words, home)) for contact in found]


def similar(*, user: User, name: str = "", email: str = "", phone: str = "", limit: int = 5) -> list[Match]:
    """Contacts that may be the same as one with this name, address or number; each with what they share."""
    home = home_country()
    address, number, key = normalised_email(email), e164(phone, home), sort_key(name)
    same = Q(pk__in=[])
    if address:
        same |= Q(email_normalised=address)
    if number:
        same |= Q(phone_e164=number) | Q(mobile_e164=number)
    if key:
        same |= Q(sort_key=key)
    found = Contact.objects.visible_to(user).active().filter(same).order_by("sort_key", "pk")[:limit]
    return [Match(contact, _shared(contact, address, number)) for contact in found]


def _why(contact: Contact, words: str, home: str) -> str:
    """What of the contact answers the words; else what tells it from its namesakes."""
    phone = shown(contact.phone_e164 or contact.phone, home, home) or shown(contact.mobile, home, home)
    if words and words in contact.email_normalised:
        return contact.email
    if contact.company and words in folded(contact.company.name):
        return contact.company.name
    return next((text for text in (phone, contact.city, contact.email, contact.job_position) if text), "")


def _shared(contact: Contact, address: str, number: str) -> str:
    if address and contact.email_normalised == address:
        return _("the same e-mail address")
    if number and number in (contact.phone_e164, contact.mobile_e164):
        return _("the same phone number")
    return _("the same name")
