"""What may be said about a lead, and tidying it before it is stored."""

import re
from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.places import city_fault, settle_place, state_fault
from filon.core.domains import web_address
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, normalised_email
from filon.core.phones import shown
from filon.crm.models import Campaign, Lead, Medium, RecurringPlan, Source, Stage
from filon.crm.services.rich_text import clean_html
from filon.organisation.models import Country, Currency, Organisation, Subdivision, Tag
from filon.teams.models import Team

_BARE_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


class LeadValues(TypedDict, total=False):
    """The fields of a lead that people write; what is left out stays as it is."""

    type: str
    name: str
    contact: Contact | None
    company_name: str
    contact_name: str
    job_position: str
    email: str
    phone: str
    mobile: str
    website: str
    street: str
    street2: str
    city: str
    state: Subdivision | None
    postcode: str
    country: Country | None
    language: str
    expected_revenue: Decimal | None
    currency: Currency
    recurring_revenue: Decimal | None
    recurring_plan: RecurringPlan | None
    probability: Decimal
    expected_closing: date | None
    priority: int
    tags: list[Tag]
    stage: Stage
    team: Team | None
    salesperson: User | None
    campaign: Campaign | None
    medium: Medium | None
    source: Source | None
    referred_by: str
    notes: str


def check(lead: Lead, ours: Organisation, changed: set[str]) -> None:
    """Tidy `lead`, which is not saved, or raise DomainError with a sentence for each wrong field of those `changed`.

    Only what somebody now writes is judged: a lead made from a message may carry an odd address, and must stay usable.
    """
    lead.name = comma_below(" ".join(lead.name.split()))
    lead.email = lead.email.strip()
    lead.website = web_address(lead.website)
    lead.notes = clean_html(lead.notes)
    settle_place(lead, ours.country.code)
    country = lead.country_id or ours.country.code
    lead.phone = shown(lead.phone, country, ours.country.code)
    lead.mobile = shown(lead.mobile, country, ours.country.code)
    if "recurring_revenue" in changed:
        changed = {*changed, "recurring_plan"}
    errors = {name: text for name, text in _faults(lead) if text and name in changed}
    if errors:
        raise DomainError(errors=errors)


def _faults(lead: Lead) -> list[tuple[str, str]]:
    return [
        ("name", "" if lead.name else _("Write what the customer wants.")),
        ("email", _email_fault(lead.email)),
        ("expected_revenue", _revenue_fault(lead.expected_revenue)),
        ("recurring_revenue", _revenue_fault(lead.recurring_revenue)),
        ("recurring_plan", _plan_fault(lead)),
        ("probability", "" if 0 <= lead.probability <= 100 else _("Write a probability from 0 to 100.")),
        ("state", state_fault(lead)),
        ("city", city_fault(lead)),
    ]


def _email_fault(email: str) -> str:
    if not email or (normalised_email(email) and _BARE_ADDRESS.fullmatch(email)):
        return ""
    return _("This is not an e-mail address. Write it whole, like name@company.com.")


def _revenue_fault(revenue: Decimal | None) -> str:
    if revenue is None or 0 <= revenue < 10**13:
        return ""
    return _("Write an amount from 0 to 9,999,999,999,999.")


def _plan_fault(lead: Lead) -> str:
    if not lead.recurring_revenue or lead.recurring_plan_id:
        return ""
    return _("Choose how often the recurring revenue comes in.")
