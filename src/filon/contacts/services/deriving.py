"""The columns of a contact that follow from others: comparable addresses, order, and the text that search reads."""

from collections.abc import Iterable, Sequence

from filon.contacts.models import Contact, ContactPoint
from filon.contacts.services import keys, tax_numbers
from filon.contacts.services.likeness import parts_of
from filon.core.domains import own_domain
from filon.core.normalising import normalised_email, sort_key
from filon.core.phones import e164
from filon.core.updating import update_rows
from filon.organisation.models import Organisation
from filon.search.text import search_text_of

DERIVED = (
    *("sort_key", "search_text", "email_normalised", "phone_e164", "mobile_e164"),
    *("name_key", "head_key", "tail_key", "domain_key", "vat_key"),
)


def home_country() -> str:
    """The ISO 3166-1 code of our own country, where numbers and addresses without a country belong."""
    return Organisation.objects.values_list("country_id", flat=True).filter(pk=1).first() or "RO"


def derive(contact: Contact, home: str, others: Sequence[str] = ()) -> None:
    """Set the derived columns of `contact`, which is not saved; `home` is our country.

    `others` are its further addresses and numbers, by which it is found as well.
    """
    country = contact.country_id or home
    contact.sort_key = sort_key(contact.name)
    contact.email_normalised = normalised_email(contact.email)
    contact.phone_e164 = e164(contact.phone, country)
    contact.mobile_e164 = e164(contact.mobile, country)
    company = contact.company.name if contact.company else ""
    words = [contact.name, company, contact.email, contact.city, contact.vat, *_numbers(contact), *others]
    contact.search_text = search_text_of(*words)
    _derive_keys(contact, country)


def _derive_keys(contact: Contact, country: str) -> None:
    """What contacts that may be the same one share."""
    name = parts_of(contact.name, contact.is_company)
    contact.name_key, contact.head_key = keys.name_key(name), keys.head_key(name)
    contact.tail_key = keys.tail_key(name)
    contact.domain_key = keys.domain_key(own_domain(contact.website) or own_domain(contact.email_normalised))
    contact.vat_key = keys.vat_key(tax_numbers.comparable(contact.vat, country))


def derive_again(ids: Iterable[int]) -> None:
    """Make the derived columns of the contacts `ids` anew, as after an undo or the renaming of their company."""
    home = home_country()
    contacts = list(Contact.objects.filter(pk__in=list(ids)).select_related("company").prefetch_related("points"))
    # Most rows turn out as they are; looking costs less than writing.
    changed = []
    for contact in contacts:
        before = [getattr(contact, name) for name in DERIVED]
        derive(contact, home, words_of_points(contact.points.all()))
        if before != [getattr(contact, name) for name in DERIVED]:
            changed.append(contact)
    update_rows(changed, DERIVED)


def derive_again_with_people(ids: Iterable[int]) -> None:
    """After an undo: the contacts `ids`, and the people of companies among them, who are found by its name."""
    known = list(ids)
    derive_again([*known, *Contact.objects.filter(company__in=known).values_list("pk", flat=True)])


def words_of_points(points: Iterable[ContactPoint]) -> list[str]:
    """The further addresses and numbers as search reads them."""
    return [word for point in points for word in (point.value, point.comparable)]


def _numbers(contact: Contact) -> list[str]:
    """Each number as typed, without spaces, and in E.164, so that any of them is found."""
    typed = [contact.phone, contact.mobile]
    bare = ["".join(letter for letter in number if letter.isdigit()) for number in typed]
    return [*typed, *bare, contact.phone_e164, contact.mobile_e164]
