"""The small tables of this room: stages, lost reasons, campaigns, media, sources and plans."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.crm import policies
from filon.crm.models import Campaign, Lead, LostReason, Medium, RecurringPlan, Source, Stage
from filon.ui import formatting
from filon.ui.configuration import ConfigurationList
from filon.ui.configuration.uses import Use
from filon.ui.lists import Column, cells

_LEADS = ngettext_lazy("%(shown)s opportunity", "%(shown)s opportunities", "n")


def pipeline_url(*filters: str) -> str:
    """The pipeline as a table, narrowed."""
    return f"{reverse('crm:board')}?{urlencode([('view', 'table'), *(('filter', each) for each in filters)])}"


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
    uses_url=lambda pk: pipeline_url(f"reason:{pk}"),
    has_merge=True,
)


def _marketing(key: str, model: type[Model], field: str, **words: Any) -> ConfigurationList:
    """A table of names that leads share; whoever works with leads makes them by typing them there."""
    return ConfigurationList(
        key=key,
        crumbs=(_("CRM"), _("Configuration")),
        model=model,
        require=policies.require_configure,
        uses=(Use(Lead.objects.all, field, _LEADS),),
        has_merge=True,
        **words,
    )


CAMPAIGNS = _marketing(
    "campaigns",
    Campaign,
    "campaign",
    title=_("Campaigns"),
    description=_("Marketing efforts that bring opportunities, such as a fair or a newsletter."),
    label=_("Campaign"),
    hint=_("Name of the campaign"),
)
MEDIA = _marketing(
    "media",
    Medium,
    "medium",
    title=_("Media"),
    description=_("How a message travelled: e-mail, phone, website."),
    label=pgettext_lazy("marketing", "Medium"),
    hint=_("Name of the medium"),
)
SOURCES = _marketing(
    "sources",
    Source,
    "source",
    title=_("Sources"),
    description=_("Where a customer met you: a search engine, a partner, an advertisement."),
    label=_("Source"),
    hint=_("Name of the source"),
)
PLANS = ConfigurationList(
    key="plans",
    title=_("Recurring plans"),
    description=_("How often recurring revenue comes in."),
    label=_("Recurring plan"),
    hint=_("Name of the plan"),
    crumbs=(_("CRM"), _("Configuration")),
    model=RecurringPlan,
    require=policies.require_configure,
    uses=(Use(Lead.objects.all, "recurring_plan", _LEADS),),
    columns=(Column("months", _("Months"), cells.number("months")),),
    url_name="crm:plan",
    is_ordered=True,
)
