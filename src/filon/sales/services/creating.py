"""New quotations: from scratch, from an opportunity, and as copies."""

from datetime import timedelta
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.catalog.models import PriceList
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.fields import translated
from filon.core.house import house
from filon.crm.choices import LeadType
from filon.crm.services.proposing import propose_team
from filon.history.services.recording import describe
from filon.organisation.models import Organisation
from filon.organisation.services.numbering import next_number
from filon.organisation.services.rates import required_rate
from filon.sales.models import Quotation, QuotationLine, SalesSettings
from filon.sales.services.checking import check_values
from filon.sales.services.computing import recompute
from filon.sales.services.deriving import derive
from filon.sales.services.values import QuotationValues

NOT_COPIED = ("record", "number", "state", "is_locked", "version", "is_changed", "sent_at", "ordered_at", "created_at")


@transaction.atomic
def create_quotation(*, actor: User | None, **values: Unpack[QuotationValues]) -> Quotation:
    """Write a new draft. What is left out comes from the opportunity, else from the customer, else from the settings.

    A customer is needed. DomainError names each field that cannot be, and `currency` without an exchange rate.
    """
    describe(gettext_noop("Added a quotation"))
    proposed = _proposed(actor, values)
    check_values(proposed)
    quotation = Quotation(**proposed, created_by=actor)
    quotation.rate = required_rate(quotation.currency_code, quotation.quoted_on)
    quotation.number = next_number("quotation", quotation.quoted_on)
    derive(quotation)
    return _inserted(quotation)


@transaction.atomic
def duplicate(*, actor: User | None, quotation: Quotation) -> Quotation:
    """A draft with the same content under a new number and today's date."""
    describe(gettext_noop("Duplicated a quotation"))
    today = _today(actor)
    copied: dict[str, Any] = {
        field.name: getattr(quotation, field.name)
        for field in Quotation._meta.concrete_fields
        if field.name not in NOT_COPIED and not field.generated
    }
    validity = quotation.valid_until - quotation.quoted_on if quotation.valid_until else None
    copied |= {"quoted_on": today, "valid_until": today + validity if validity else None, "created_by": actor}
    copy = Quotation(**copied)
    copy.rate = required_rate(copy.currency_code, today)
    copy.number = next_number("quotation", today)
    derive(copy)
    copy = _inserted(copy)
    lines = list(quotation.lines.all())
    for line in lines:
        line.pk, line.quotation = None, copy
        line._state.adding = True
    QuotationLine.objects.bulk_create(lines)
    recompute(copy)
    return copy


def _inserted(quotation: Quotation) -> Quotation:
    fields = [field.name for field in Quotation._meta.concrete_fields if field.name != "record" and not field.generated]
    filled: Any = {name: getattr(quotation, name) for name in fields}
    return Quotation.objects.create(**filled)


def _today(actor: User | None) -> Any:
    return actor.today if actor is not None else clock.today(house().time_zone)


def _proposed(actor: User | None, values: QuotationValues) -> dict[str, Any]:
    """`values` with what they leave out."""
    found: dict[str, Any] = dict(values)
    lead = found.get("lead")
    if lead is not None and lead.type == LeadType.LEAD:
        raise DomainError(_("Make an opportunity of the lead first."), field="lead")
    if found.get("customer") is None and lead is not None and lead.contact is not None:
        found["customer"] = lead.contact.company or lead.contact
        found.setdefault("attention", lead.contact if lead.contact.company_id else None)
    if found.get("customer") is None:
        raise DomainError(_("Choose the customer."), field="customer")
    defaults = {**_from_settings(actor, found["customer"]), **_owners(actor, lead, found["customer"])}
    found = {**defaults, **{name: value for name, value in found.items() if name not in defaults or value is not None}}
    if "currency" not in found:
        price_list = found.get("price_list")
        found["currency"] = price_list.currency if price_list else Organisation.current().currency
    if "terms" not in found:
        with override(found["language"]):
            found["terms"] = translated(SalesSettings.current().terms)
    if "valid_until" not in found:
        days = SalesSettings.current().validity_days
        found["valid_until"] = found["quoted_on"] + timedelta(days=days) if days else None
    return found


def _from_settings(actor: User | None, customer: Contact) -> dict[str, Any]:
    return {
        "quoted_on": _today(actor),
        "language": customer.language or Organisation.current().language,
        "price_list": PriceList.objects.filter(is_active=True).select_related("currency").first(),
    }


def _owners(actor: User | None, lead: Any, customer: Contact) -> dict[str, Any]:
    """Salesperson and team: the opportunity's, else the customer's salesperson, else who writes it, with his team."""
    if lead is not None:
        return {"salesperson": lead.salesperson or actor, "team": lead.team}
    salesperson = customer.salesperson or actor
    team = propose_team(salesperson=salesperson, current=None, lead_type=LeadType.OPPORTUNITY)
    return {"salesperson": salesperson, "team": team}
