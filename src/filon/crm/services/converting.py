"""Qualifying leads: what was a lead becomes an opportunity on the board."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from filon.accounts.models import User
from filon.core import clock
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.locking import lock_leads
from filon.history.services.recording import describe_many


@transaction.atomic
def convert_leads(*, actor: User | None, leads: Sequence[Lead]) -> list[Lead]:
    """Make opportunities of leads, in the stage that they have had unseen. Lost ones and opportunities stay."""
    held = [
        lead
        for lead in lock_leads(actor=actor, leads=leads)
        if lead.type == LeadType.LEAD and lead.status != Status.LOST
    ]
    describe_many("Made an opportunity of a lead", "Made opportunities of %(count)d leads", count=len(held))
    for lead in held:
        lead.type, lead.converted_at = LeadType.OPPORTUNITY, clock.now()
        if lead.status == Status.OPEN:
            lead.probability = Decimal(lead.stage.probability)
    Lead.objects.bulk_update(held, ("type", "converted_at", "probability"), batch_size=500)
    return held
