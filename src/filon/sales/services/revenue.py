"""The expected revenue of an opportunity and what has been quoted: offered to the user, never taken silently."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.core.money import rounded
from filon.crm.models import Lead
from filon.crm.services.updating import update_lead
from filon.history.services.recording import describe
from filon.organisation.services.rates import required_rate
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation, SalesSettings


def proposed_revenue(quotation: Quotation) -> Decimal | None:
    """What the opportunity's expected revenue would become, in its currency; None when there is nothing to ask."""
    lead = quotation.lead
    if lead is None or not lead.is_open or not quotation.untaxed or quotation.state == QuotationState.CANCELLED:
        return None
    if not SalesSettings.current().proposes_revenue:
        return None
    wanted = quotation.untaxed
    if lead.currency_id != quotation.currency_id:
        wanted = rounded(quotation.untaxed_base / required_rate(lead.currency_id or "", quotation.quoted_on))
    return wanted if wanted != lead.expected_revenue else None


@transaction.atomic
def take_revenue(*, actor: User | None, quotation: Quotation) -> Lead:
    """Take the untaxed total of the quotation as the opportunity's expected revenue."""
    revenue = proposed_revenue(quotation)
    if revenue is None or quotation.lead is None:
        raise DomainError(_("The expected revenue is that of the quotation already."))
    describe(gettext_noop("Took the expected revenue from a quotation"))
    return update_lead(actor=actor, lead=quotation.lead, expected_revenue=revenue)
