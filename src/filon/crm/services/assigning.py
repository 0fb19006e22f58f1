"""Giving leads to a salesperson."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.updating import update_rows
from filon.crm.models import Lead
from filon.crm.services.locking import lock_leads
from filon.crm.services.proposing import propose_team
from filon.crm.services.telling import tell_salespersons
from filon.history.services.recording import describe_many


@transaction.atomic
def assign_leads(*, actor: User | None, leads: Sequence[Lead], salesperson: User | None) -> list[Lead]:
    """Make `salesperson` (None for nobody) responsible. His team comes along unless he is in the present one.

    If any of them changes hands, the assignment date of all is now: they were handed over together.
    """
    if salesperson is not None and not salesperson.is_active:
        raise DomainError(_("%(name)s can no longer sign in.") % {"name": salesperson}, field="salesperson")
    held = lock_leads(actor=actor, leads=leads)
    given = [lead for lead in held if lead.salesperson_id != (salesperson and salesperson.pk)]
    describe_many("Assigned an opportunity", "Assigned %(count)d opportunities", count=len(held))
    moment = clock.now() if salesperson else None
    for lead in held:
        lead.salesperson = salesperson
        lead.team = propose_team(salesperson=salesperson, current=lead.team, lead_type=lead.type)
        if given:
            lead.assigned_at = moment
    update_rows(held, ("salesperson", "team", "assigned_at"))
    tell_salespersons(actor, given)
    return held
