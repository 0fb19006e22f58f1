"""Who is offered to: the customer of an opportunity that has none yet."""

from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.editing import create_contact
from filon.contacts.services.finding import find_by_email
from filon.contacts.services.similar import described, similar
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.crm.services.updating import update_lead
from filon.history.services.recording import describe

Choice = Literal["create", "link"]


def proposed_customer(*, user: User, lead: Lead) -> Contact | None:
    """The contact that is probably the customer: the one with the lead's address, else one of the company's name."""
    found = find_by_email(lead.email)
    if found is not None:
        return found
    for name, is_company in ((lead.company_name, True), (lead.contact_name, False)):
        matches = similar(user=user, to=described(name=name, is_company=is_company), limit=1) if name else []
        if matches:
            return matches[0].contact
    return None


@transaction.atomic
def settle_customer(*, actor: User | None, lead: Lead, choice: Choice, contact: Contact | None = None) -> Contact:
    """Give the opportunity a customer: a new one from what it says, or `contact`. Creating ignores `contact`.

    A new person stands under his company, which is made as well when the opportunity names one.
    """
    describe(gettext_noop("Gave an opportunity a customer"))
    if choice == "create":
        contact = _created(actor, lead)
    if contact is None:
        raise DomainError(_("Choose the contact."), field="contact")
    update_lead(actor=actor, lead=lead, contact=contact)
    return contact


def _created(actor: User | None, lead: Lead) -> Contact:
    company = None
    address: Any = {
        "street": lead.street,
        "street2": lead.street2,
        "city": lead.city,
        "state": lead.state,
        "postcode": lead.postcode,
        "country": lead.country,
    }
    person_name = lead.contact_name or ("" if lead.company_name else lead.name)
    if lead.company_name:
        reach: Any = {} if person_name else {"email": lead.email, "phone": lead.phone, "mobile": lead.mobile}
        company = create_contact(
            actor=actor, name=lead.company_name, is_company=True, website=lead.website, **address, **reach
        )
    if not person_name:
        assert company is not None
        return company
    return create_contact(
        actor=actor,
        name=person_name,
        company=company,
        job_position=lead.job_position,
        email=lead.email,
        phone=lead.phone,
        mobile=lead.mobile,
        language=lead.language,
        **address,
    )
