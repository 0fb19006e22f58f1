"""Whom a message about a lead concerns, and where the answers go."""

from django.utils.translation import gettext as _

from filon.chatter.hooks import Recipient
from filon.crm.models import Lead
from filon.mail.models import Alias


def lead_recipients(lead_id: int) -> list[Recipient]:
    """The customer, and the address that the lead itself carries."""
    # Values, because every thread asks this and a whole lead with its customer takes eighty columns.
    row = (
        Lead.objects.filter(pk=lead_id)
        .values_list("contact__email_normalised", "contact__name", "email_normalised", "contact_name")
        .first()
    )
    if row is None:
        return []
    customer_email, customer_name, email, name = row
    found = []
    if customer_email:
        found.append(Recipient(customer_email, customer_name, _("customer")))
    if email:
        found.append(Recipient(email, name, _("customer")))
    return found


def team_address(lead_id: int) -> str:
    """Where answers about a lead go: to its team's address, if it has one."""
    alias = Alias.objects.filter(owner__team__leads=lead_id).first()
    return alias.address if alias else ""
