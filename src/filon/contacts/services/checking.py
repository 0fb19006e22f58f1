"""What a contact must be before it is stored; numbers and addresses get the form in which they are shown."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from filon.contacts.models import Contact
from filon.contacts.services import tax_numbers
from filon.contacts.services.places import city_fault, settle_place, state_fault
from filon.core.domains import web_address
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, normalised_email
from filon.core.phones import shown

_BARE_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


def checked(contact: Contact, home: str) -> None:
    """Tidy `contact`, which is not saved, or raise DomainError with one sentence per wrong field."""
    contact.name = comma_below(" ".join(contact.name.split()))
    contact.email = contact.email.strip()
    contact.website = web_address(contact.website)
    settle_place(contact, home)
    country = contact.country_id or home
    contact.phone = shown(contact.phone, country, home)
    contact.mobile = shown(contact.mobile, country, home)
    contact.vat = tax_numbers.tidied(contact.vat, country)
    errors = {name: text for name, text in _faults(contact, country) if text}
    if errors:
        raise DomainError(errors=errors)


def _faults(contact: Contact, country: str) -> list[tuple[str, str]]:
    return [
        ("name", "" if contact.name else _("Write a name.")),
        ("email", _email_fault(contact.email)),
        ("website", _website_fault(contact.website)),
        ("company", _company_fault(contact)),
        ("state", state_fault(contact)),
        ("city", city_fault(contact)),
        ("vat", tax_numbers.fault(contact.vat, country)),
    ]


def _email_fault(email: str) -> str:
    if not email or (normalised_email(email) and _BARE_ADDRESS.fullmatch(email)):
        return ""
    return _("This is not an e-mail address. Write it whole, like name@company.com.")


def _website_fault(website: str) -> str:
    if not website:
        return ""
    parts = urlsplit(website)
    if parts.scheme in ("http", "https") and "." in (parts.hostname or ""):
        return ""
    return _("This is not a web address. Write it like www.company.com.")


def _company_fault(contact: Contact) -> str:
    if contact.company is None:
        return ""
    if contact.pk and contact.company_id == contact.pk:
        return _("A contact cannot belong to itself.")
    if not contact.company.is_company:
        return _("Choose a company: “%(name)s” is a person.") % {"name": contact.company.name}
    return _circle_fault(contact, contact.company)


def _circle_fault(contact: Contact, parent: Contact) -> str:
    """A company cannot belong, over however many others, to itself."""
    if not contact.pk or not contact.is_company:
        return ""
    names, seen = [parent.name], {parent.pk}
    while parent.company is not None and parent.company_id not in seen:
        parent = parent.company
        if parent.pk == contact.pk:
            return _("This would be a circle: %(through)s already belong to this company.") % {
                "through": ", ".join(f"“{name}”" for name in names)
            }
        seen.add(parent.pk)
        names.append(parent.name)
    return ""
