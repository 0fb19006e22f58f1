"""What this room does when something reaches the house."""

from typing import TYPE_CHECKING

from filon.crm.services.from_mail import create_lead_from_message
from filon.mail.models import Alias, InboundMessage
from filon.teams.models import Team

if TYPE_CHECKING:
    from filon.mail.parsing import ParsedMessage


def message_to_team(alias: Alias, parsed: "ParsedMessage", inbound: InboundMessage) -> int:
    """A message to a team's address becomes a lead of that team; returns its id."""
    team = Team.objects.get(pk=alias.owner_id)
    return create_lead_from_message(team=team, parsed=parsed, inbound=inbound).record_id
