"""Whom a message about a lead concerns, and where the answers go."""

from django.utils.translation import gettext as _

from filon.chatter.hooks import Recipient
from filon.crm.models import Lead
from filon.mail.models import Alias


def lead_recipients(lead_id: int) -> list[Recipient]:
    """The customer, and the address that the lead itself carries."""
    lead = Lead.objects.select_related("contact").filter(pk=lead_id).first()
    if lead is None:
        return []
    found = []
    if lead.contact and lead.contact.email_normalised:
        found.append(Recipient(lead.contact.email_normalised, lead.contact.name, _("customer")))
    if lead.email_normalised:
        found.append(Recipient(lead.email_normalised, lead.contact_name, _("customer")))
    return found


def team_address(lead_id: int) -> str:
    """Where answers about a lead go: to its team's address, if it has one."""
    alias = Alias.objects.filter(owner__team__leads=lead_id).first()
    return alias.address if alias else ""
