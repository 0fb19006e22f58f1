"""The columns of a lead that follow from others: order, text for search, comparable addresses, base amount."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services import keys
from filon.contacts.services.likeness import parts_of
from filon.core import clock
from filon.core.domains import own_domain
from filon.core.money import rounded
from filon.core.normalising import normalised_email, sort_key
from filon.core.phones import e164
from filon.core.updating import update_rows
from filon.crm.models import Lead
from filon.organisation.models import Organisation
from filon.organisation.services.rates import rate_on
from filon.search.text import search_text_of

DERIVED = (
    "sort_key",
    "search_text",
    "email_normalised",
    "phone_e164",
    "domain_key",
    "name_key",
    "expected_revenue_base",
    "recurring_monthly_base",
)


def derive(lead: Lead, ours: Organisation) -> None:
    """Set the derived columns of `lead`, which is not saved; `ours` is our company."""
    country = lead.country_id or ours.country.code
    lead.sort_key = sort_key(lead.name)
    lead.email_normalised = normalised_email(lead.email)
    lead.domain_key = keys.domain_key(own_domain(lead.email_normalised) or lead.email_normalised)
    who = lead.company_name or lead.contact_name
    lead.name_key = keys.name_key(parts_of(who, bool(lead.company_name))) if who else None
    lead.phone_e164 = e164(lead.mobile, country) or e164(lead.phone, country)
    lead.expected_revenue_base = base_amount(lead.expected_revenue, lead.currency_id or "", ours)
    lead.recurring_monthly_base = base_amount(lead.recurring_revenue_monthly, lead.currency_id or "", ours)
    customer = lead.contact.name if lead.contact else ""
    numbers = ["".join(letter for letter in number if letter.isdigit()) for number in (lead.phone, lead.mobile)]
    words = [
        lead.name,
        customer,
        lead.company_name,
        lead.contact_name,
        lead.email,
        lead.city,
        *numbers,
    ]
    lead.search_text = search_text_of(*words, phones=(lead.phone_e164,) if lead.phone_e164 else ())


def base_amount(amount: Decimal | None, currency: str, ours: Organisation) -> Decimal:
    """`amount` in our currency at today's rate; 0 without an amount, or without any rate of its currency."""
    if not amount:
        return Decimal(0)
    if currency == ours.currency.code:
        return amount
    rate = rate_on(currency, clock.today(ours.time_zone))
    return rounded(amount * rate) if rate else Decimal(0)


def derive_again(ids: Iterable[int]) -> None:
    """Make the derived columns of the leads `ids` anew, as after an undo or the renaming of their customer."""
    ours = Organisation.current()
    leads = list(Lead.objects.filter(pk__in=list(ids)).select_related("contact", "recurring_plan"))
    # Most rows turn out as they are; looking costs less than writing.
    changed = []
    for lead in leads:
        before = [getattr(lead, name) for name in DERIVED]
        derive(lead, ours)
        if before != [getattr(lead, name) for name in DERIVED]:
            changed.append(lead)
    update_rows(changed, DERIVED)


def follow_merged(contact: Contact, _gone: Sequence[int], _actor: User | None) -> None:
    """Customers became one: their leads are found by its name."""
    follow_contacts([contact.pk])


def follow_contacts(ids: Iterable[int]) -> None:
    """After an undo that may have renamed the contacts `ids`: their leads are found by the present names."""
    derive_again(Lead.objects.filter(contact__in=list(ids)).values_list("pk", flat=True))
