"""The customer of a lead that has none yet: found among the contacts, or made of what the lead says."""

from typing import Any

from django.utils.html import strip_tags

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services import keys
from filon.contacts.services.editing import create_contact
from filon.contacts.services.finding import find_by_email
from filon.contacts.services.likeness import parts_of
from filon.crm.models import Lead


def find_customer(lead: Lead, *, by_name: bool) -> Contact | None:
    """The lead's customer, else the contact with its address; else, when somebody looks on, one of the same name."""
    if lead.contact is not None:
        return lead.contact
    if found := find_by_email(lead.email):
        return found
    if not by_name:
        return None
    for name, is_company in ((lead.company_name, True), (lead.contact_name, False)):
        key = keys.name_key(parts_of(name, is_company)) if name else None
        contact = Contact.objects.active().filter(name_key=key, is_company=is_company).order_by("pk").first()
        if key is not None and contact is not None:
            return contact
    return None


def create_customer(*, actor: User | None, lead: Lead, salesperson: User | None = None) -> Contact:
    """A contact made of what the lead says: a company, a person of it, or whoever the lead is named after."""
    shared: dict[str, Any] = {
        name: getattr(lead, name)
        for name in ("street", "street2", "city", "state", "postcode", "country", "website", "language", "phone")
    }
    shared["salesperson"] = salesperson or lead.salesperson
    own: dict[str, Any] = {"email": lead.email_normalised, "mobile": lead.mobile}
    person = lead.contact_name or (lead.email_normalised.partition("@")[0] if not lead.company_name else "")
    if not lead.company_name:
        return create_contact(
            actor=actor, name=person or lead.name, job_position=lead.job_position, company=lead.contact,
            notes=_plain(lead), **own, **shared,
        )  # fmt: skip
    if not person:
        return create_contact(actor=actor, name=lead.company_name, is_company=True, notes=_plain(lead), **own, **shared)
    company = create_contact(actor=actor, name=lead.company_name, is_company=True, **shared)
    return create_contact(
        actor=actor, name=person, company=company, job_position=lead.job_position, notes=_plain(lead), **own, **shared
    )


def _plain(lead: Lead) -> str:
    return strip_tags(lead.notes.replace("<br>", "\n")).strip()
