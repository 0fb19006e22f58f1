"""Changing the head of a quotation."""

from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import Conflict
from filon.crm.choices import LeadType
from filon.crm.services.proposing import propose_team
from filon.history.services.recording import describe
from filon.organisation.services.rates import required_rate
from filon.sales.models import Quotation
from filon.sales.services.checking import check_values
from filon.sales.services.computing import content_changed, recompute
from filon.sales.services.deriving import derive
from filon.sales.services.locking import lock_open
from filon.sales.services.values import QuotationValues

INTERNAL = {"salesperson", "team", "lead"}
FIXED_ON_ORDERS = {"quoted_on", "currency", "price_list", "customer"}


@transaction.atomic
def update_quotation(*, actor: User | None, quotation: Quotation, **values: Unpack[QuotationValues]) -> Quotation:
    """Change what `values` name. Prices stay as they are; `pricing.update_prices` takes those of another price list.

    Another price list brings its currency, another day its taxes and exchange rate. Neither day, currency, price list
    nor customer of an order changes.
    """
    quotation = lock_open(actor=actor, quotation=quotation)
    describe(gettext_noop("Changed a quotation"))
    changed: dict[str, Any] = {name: value for name, value in values.items() if value != getattr(quotation, name)}
    if quotation.is_order and (fixed := FIXED_ON_ORDERS & set(changed)):
        raise Conflict(_("This stays as it was ordered."), field=min(fixed))
    price_list = changed.get("price_list")
    if price_list is not None and "currency" not in changed:
        changed["currency"] = price_list.currency
    for name, value in changed.items():
        setattr(quotation, name, value)
    check_values({name: getattr(quotation, name) for name in ("valid_until", "quoted_on")})
    if "salesperson" in changed and "team" not in changed:
        quotation.team = propose_team(
            salesperson=quotation.salesperson, current=quotation.team, lead_type=LeadType.OPPORTUNITY
        )
    if changed.keys() & {"quoted_on", "currency"}:
        quotation.rate = required_rate(quotation.currency_code, quotation.quoted_on)
    derive(quotation)
    quotation.save(update_fields=[*changed, "rate", "team", "search_text"])
    if changed.keys() & {"quoted_on", "currency"}:
        recompute(quotation)
    if set(changed) - INTERNAL:
        content_changed(quotation)
    return quotation
