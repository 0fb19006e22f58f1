"""A message becomes a lead."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.chatter.models import Follower
from filon.chatter.services.posting import post_inbound
from filon.contacts.services.finding import find_by_email
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.crm.services.creating import create_lead
from filon.crm.services.values import LeadValues
from filon.history.services.recording import describe
from filon.mail.models import InboundMessage
from filon.organisation.models import Organisation
from filon.teams.models import Team

if TYPE_CHECKING:
    from filon.mail.parsing import ParsedMessage

LONGEST_NAME = 300


@transaction.atomic
def create_lead_from_message(*, team: Team, parsed: "ParsedMessage", inbound: InboundMessage) -> Lead:
    """Make an unassigned lead of `team` out of a message, with the message in its thread.

    It is named after the subject, and its customer is the contact with the sender's address, if there is one. Leaders
    of the team and whoever follows it follow the lead, so that they hear of it.
    """
    describe(gettext_noop("Received a message"))
    ours = Organisation.current()
    sender = parsed.sender
    contact = find_by_email(sender.normalised) if sender.normalised else None
    with override(ours.language):
        name = " ".join(parsed.subject.split())[:LONGEST_NAME] or _("No subject")
    values: LeadValues = {
        "name": name,
        "type": LeadType.LEAD if ours.uses_leads and team.uses_leads else LeadType.OPPORTUNITY,
        "team": team,
        "salesperson": None,
        "contact": contact,
        "email": sender.normalised,
    }
    if contact is None:
        values["contact_name"] = sender.name[:200]
    lead = create_lead(actor=None, **values)
    _let_follow(lead, team)
    post_inbound(record_id=lead.pk, parsed=parsed, inbound=inbound)
    return lead


def _let_follow(lead: Lead, team: Team) -> None:
    leaders = User.objects.active().filter(led_teams=team)
    followers = User.objects.active().filter(follows__record_id=team.pk)
    people = {user.pk: user for user in (*leaders, *followers)}
    Follower.objects.bulk_create(Follower(record_id=lead.pk, user=user) for user in people.values())
