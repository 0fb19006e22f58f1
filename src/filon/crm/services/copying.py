"""What a lead takes over from its customer."""

from filon.contacts.models import Contact
from filon.crm.services.values import LeadValues

_ADDRESS = ("street", "street2", "city", "state", "postcode", "country")


def copied_from(contact: Contact) -> LeadValues:
    """What the lead takes over when `contact` becomes its customer; blanks of the contact keep what the lead has.

    The address goes over whole, blanks included, as soon as the contact has any part of one.
    """
    values: LeadValues = {}
    for name in ("job_position", "mobile", "website", "email", "phone"):
        if text := getattr(contact, name):
            values[name] = text
    if any(getattr(contact, name) for name in _ADDRESS):
        for name in _ADDRESS:
            values[name] = getattr(contact, name)  # type: ignore[literal-required]
    values["language"] = contact.language
    if not contact.is_company:
        values["contact_name"] = contact.name
    if company := contact.name if contact.is_company else contact.company and contact.company.name:
        values["company_name"] = company
    return values
