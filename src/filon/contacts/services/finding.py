"""Finding contacts: by address, and by what was typed."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Case, IntegerField, Value, When

from filon.accounts.models import User
from filon.contacts.models import Contact, ContactPoint, ContactQuerySet
from filon.contacts.services.deriving import home_country
from filon.core.normalising import folded, normalised_email, sort_key
from filon.core.phones import shown
from filon.search.services.querying import matching


@dataclass(frozen=True)
class Match:
    """A contact that was found, and `why`: the words that tell it from others of its name."""

    contact: Contact
    why: str


def find_by_email(text: str) -> Contact | None:
    """The active contact with the first address in `text`; of several, the one known longest."""
    return with_email(normalised_email(text)).order_by("pk").first()


def with_email(address: str) -> ContactQuerySet:
    """The active contacts with this normalised address, be it the first or a further one of theirs."""
    if not address:
        return Contact.objects.none()
    own = Contact.objects.filter(email_normalised=address).order_by().values("pk")
    further = ContactPoint.objects.filter(comparable=address).order_by().values("contact")
    # Two indexes answer a union; an „or” in the order of the key would be looked for in every contact.
    return Contact.objects.active().filter(pk__in=own.union(further))


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


def _why(contact: Contact, words: str, home: str) -> str:
    """What of the contact answers the words; else what tells it from its namesakes."""
    phone = shown(contact.phone_e164 or contact.phone, home, home) or shown(contact.mobile, home, home)
    if words and words in contact.email_normalised:
        return contact.email
    if contact.company and words in folded(contact.company.name):
        return contact.company.name
    return next((text for text in (phone, contact.city, contact.email, contact.job_position) if text), "")
