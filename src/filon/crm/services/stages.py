"""Changing what a stage means."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.crm import policies
from filon.crm.models import Lead, Stage
from filon.teams.models import Team

REQUIRABLE = (
    "contact",
    "email",
    "phone",
    "expected_revenue",
    "expected_closing",
    "contact_name",
    "source",
    "team",
)
"""The fields of a lead that a stage may require."""


class StageValues(TypedDict, total=False):
    """What may be said about a stage besides its place in the order."""

    name: dict[str, str]
    probability: int
    is_won: bool
    is_folded: bool
    requirements: dict[str, str]
    required_fields: list[str]
    team: Team | None


@transaction.atomic
def change_stage(*, actor: User | None, stage: Stage, **values: Unpack[StageValues]) -> Stage:
    """Change a stage. What stands in it stays as it is, so a stage with deals in it cannot begin or cease to win."""
    policies.require_configure(actor)
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    if values.get("is_won", stage.is_won) != stage.is_won and Lead.objects.filter(stage=stage).exists():
        raise DomainError(
            _("There are deals in this stage: move them before it begins or ceases to win."), field="is_won"
        )
    for name, value in values.items():
        setattr(stage, name, value)
    stage.required_fields = [name for name in stage.required_fields if name in REQUIRABLE]
    if not any(stage.name.values()):
        raise DomainError(_("Type the name of the stage."), field="name_ro")
    stage.save()
    return stage
