"""Who first wrote a message that a colleague forwarded is the person whom the lead is about."""

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.hooks import Recipient
from filon.contacts.services.finding import find_by_email
from filon.crm.models import Lead
from filon.crm.services.updating import update_lead
from filon.crm.services.values import LeadValues


@transaction.atomic
def take_writer(actor: User, lead_id: int, writer: Recipient) -> str:
    """Put the writer's address and name on the lead, or the contact who has that address; returns what was done."""
    lead = Lead.objects.get(pk=lead_id)
    contact = find_by_email(writer.address)
    values: LeadValues = {"contact": contact, "email": writer.address, "contact_name": writer.name[:200]}
    if contact is not None:
        values = {"contact": contact}
    update_lead(actor=actor, lead=lead, to_contact=set(), **values)
    return _("%(name)s is the contact now.") % {"name": contact.name if contact else writer.name or writer.address}
