"""Winning a deal."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType
from filon.crm.models import Lead, Stage
from filon.crm.services.entering import ENTERED, enter_stage
from filon.crm.services.locking import lock_lead
from filon.crm.services.proposing import stages_for
from filon.history.services.recording import describe


@transaction.atomic
def win_lead(*, actor: User | None, lead: Lead) -> Lead:
    """Move the opportunity to the won stage that comes next, also out of the archive or from lost."""
    lead = lock_lead(actor=actor, lead=lead)
    if lead.type != LeadType.OPPORTUNITY:
        raise DomainError(_("A lead must first become an opportunity."))
    describe(gettext_noop("Marked an opportunity as won"))
    lead.is_active = True
    enter_stage(lead, won_stage(lead))
    lead.save(update_fields=[*ENTERED, "is_active"])
    return lead


def won_stage(lead: Lead) -> Stage:
    """The won stage of the lead's team or of all teams: the first one further on, else the last one before."""
    won = [stage for stage in stages_for(lead.team_id) if stage.is_won]
    if not won:
        raise DomainError(_("There is no won stage. An administrator can mark one under Configuration, Stages."))
    return next((stage for stage in won if stage.sequence > lead.stage.sequence), won[-1])
