"""Bringing back what was lost or put away."""

from collections.abc import Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.core.updating import update_rows
from filon.crm.choices import Status
from filon.crm.models import Lead
from filon.crm.services.entering import ENTERED, enter_stage, reopen
from filon.crm.services.locking import lock_leads
from filon.history.services.recording import describe_many


@transaction.atomic
def restore_leads(*, actor: User | None, leads: Sequence[Lead]) -> list[Lead]:
    """Take leads out of the archive and make lost ones open again, in the stage where they stood.

    What was lost while in a won stage counts as won again.
    """
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Reopened an opportunity", "Reopened %(count)d opportunities", count=len(held))
    for lead in held:
        lead.is_active = True
        if lead.status == Status.LOST:
            reopen(lead)
            if lead.stage.is_won:
                enter_stage(lead, lead.stage)
    update_rows(held, [*ENTERED, "is_active"])
    return held
