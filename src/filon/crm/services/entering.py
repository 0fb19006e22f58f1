"""What happens to a lead that enters a stage. Nothing is saved here."""

from decimal import Decimal

from django.utils.translation import gettext as _

from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.choices import Status
from filon.crm.models import Lead, Stage

ENTERED = ("stage", "stage_changed_at", "status", "closed_at", "probability", "lost_reason")
"""The fields that `enter_stage` may set."""


def missing_fields(lead: Lead, stage: Stage) -> list[str]:
    """Names of the fields that `stage` requires and `lead` does not have."""
    return [name for name in stage.required_fields if getattr(lead, name) in (None, "", 0)]


def enter_stage(lead: Lead, stage: Stage) -> None:
    """Put `lead` into `stage`: a won stage wins it, leaving a won stage opens it again.

    Raises DomainError for a stage of another team, or naming the fields that the stage requires and the lead lacks.
    The probability follows the stage unless somebody has typed another one.
    """
    if missing := missing_fields(lead, stage):
        sentence = _("“%(stage)s” needs this field.") % {"stage": stage}
        raise DomainError(errors={name: str(sentence) for name in missing})
    former = lead.stage
    if stage.team_id is not None and stage.team_id != lead.team_id and (lead._state.adding or former.pk != stage.pk):
        raise DomainError(_("“%(stage)s” is a stage of another team.") % {"stage": stage}, field="stage")
    if former.pk != stage.pk:
        lead.stage_changed_at = clock.now()
    lead.stage = stage
    if stage.is_won:
        _win(lead)
    elif lead.status == Status.WON:
        reopen(lead)
    elif lead.status == Status.OPEN and lead.probability == former.probability:
        lead.probability = Decimal(stage.probability)


def reopen(lead: Lead) -> None:
    """Make `lead` an open one again, with the probability of its stage."""
    lead.status, lead.closed_at, lead.lost_reason = Status.OPEN, None, None
    lead.probability = Decimal(lead.stage.probability)


def _win(lead: Lead) -> None:
    if lead.status != Status.WON:
        lead.status, lead.closed_at = Status.WON, clock.now()
    lead.probability, lead.lost_reason = Decimal(100), None
