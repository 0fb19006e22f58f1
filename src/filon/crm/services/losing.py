"""Losing deals."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from filon.accounts.models import User
from filon.activities.choices import Outcome
from filon.activities.services.handling import close_all
from filon.chatter.services.posting import post_note
from filon.core import clock
from filon.core.updating import update_rows
from filon.crm.choices import Status
from filon.crm.models import Lead, LostReason
from filon.crm.services.locking import lock_leads
from filon.crm.services.telling import tell_lost
from filon.history.services.recording import describe_many


@transaction.atomic
def lose_leads(
    *, actor: User | None, leads: Sequence[Lead], reason: LostReason | None = None, note: str = ""
) -> list[Lead]:
    """Mark leads as lost, wherever they stand, with a reason and a closing note for their threads, if there are any."""
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Marked an opportunity as lost", "Marked %(count)d opportunities as lost", count=len(held))
    moment = clock.now()
    for lead in held:
        lead.status, lead.closed_at = Status.LOST, moment
        lead.probability, lead.lost_reason = Decimal(0), reason
    update_rows(held, ("status", "closed_at", "probability", "lost_reason"))
    close_all(actor=actor, record_ids=[lead.pk for lead in held], outcome=Outcome.LOST)
    if note.strip() and actor is not None:
        for lead in held:
            post_note(actor=actor, record_id=lead.pk, body=note)
    tell_lost(actor, held)
    return held
