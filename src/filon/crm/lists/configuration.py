"""The small tables of this room: stages and lost reasons."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.crm import policies
from filon.crm.models import Lead, LostReason, Stage
from filon.ui import formatting
from filon.ui.configuration import ConfigurationList
from filon.ui.lists import Column, Use, cells

_LEADS = ngettext_lazy("%(shown)s opportunity", "%(shown)s opportunities", "n")


def _probability(stage: Stage, _look: Any) -> str:
    return formatting.percent(stage.probability)


STAGES = ConfigurationList(
    key="stages",
    title=_("Stages"),
    description=_("The steps of the pipeline, in the order of the board's columns."),
    label=_("Stage"),
    hint=_("Name of the stage"),
    crumbs=(_("CRM"), _("Configuration")),
    model=Stage,
    require=policies.require_configure,
    uses=(Use(Lead.objects.all, "stage", _LEADS),),
    columns=(
        Column("probability", _("Probability"), cells.Cell(_probability, lambda stage: stage.probability, "num")),
        Column("won", _("Wins the deal"), cells.yes_no("is_won")),
        Column("team", _("Sales team"), cells.text("team")),
    ),
    related=("team",),
    url_name="crm:stage",
    has_archive=False,
    is_ordered=True,
)

LOST_REASONS = ConfigurationList(
    key="lost-reasons",
    title=_("Lost reasons"),
    description=_("What can be chosen when a deal is lost, so that you learn why."),
    label=_("Lost reason"),
    hint=_("Name of the reason"),
    crumbs=(_("CRM"), _("Configuration")),
    model=LostReason,
    require=policies.require_configure,
    uses=(Use(Lead.objects.all, "lost_reason", _LEADS),),
)
