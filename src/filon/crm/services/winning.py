"""Winning a deal."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities.choices import Outcome
from filon.activities.services.handling import close_all
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType
from filon.crm.models import Lead, Stage
from filon.crm.services.entering import ENTERED, enter_stage
from filon.crm.services.locking import lock_lead
from filon.crm.services.proposing import stages_for
from filon.crm.services.telling import tell_moved
from filon.history.services.recording import describe


@transaction.atomic
def win_lead(*, actor: User | None, lead: Lead, closes_activities: bool = False) -> Lead:
    """Move the opportunity to the won stage that comes next, also out of the archive or from lost.

    What is still planned on it stays to be done unless it is closed with the deal.
    """
    lead = lock_lead(actor=actor, lead=lead)
    require_opportunity(lead)
    describe(gettext_noop("Marked an opportunity as won"))
    lead.is_active = True
    enter_stage(lead, won_stage(lead))
    lead.save(update_fields=[*ENTERED, "is_active"])
    if closes_activities:
        close_all(actor=actor, record_ids=[lead.pk], outcome=Outcome.WON)
    tell_moved(actor, [lead])
    return lead


def require_opportunity(lead: Lead) -> None:
    """Raise DomainError for a lead that is not qualified: it cannot be won."""
    if lead.type != LeadType.OPPORTUNITY:
        raise DomainError(_("A lead must first become an opportunity."))


def won_stage(lead: Lead) -> Stage:
    """The won stage of the lead's team or of all teams: the first one further on, else the last one before."""
    won = [stage for stage in stages_for(lead.team_id) if stage.is_won]
    if not won:
        raise DomainError(_("There is no won stage. An administrator can mark one under Configuration, Stages."))
    return next((stage for stage in won if stage.sequence > lead.stage.sequence), won[-1])
