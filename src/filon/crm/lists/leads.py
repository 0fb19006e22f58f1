"""The pipeline: how opportunities are listed, narrowed, grouped, and worked on together."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.accounts.models import User
from filon.activities.lists.grid import ACTIVITIES
from filon.contacts.lists import EMAIL, RETURNED
from filon.crm.choices import LeadType, Priority, Status
from filon.crm.lists import bulk
from filon.crm.lists.activities import ACTIVITY_FACET, NEXT_STEP, OPEN_ACTIVITIES
from filon.crm.lists.boards import BOARD
from filon.crm.lists.editing import EDITING
from filon.crm.lists.known import known_figures
from filon.crm.lists.measures import MEASURES, money
from filon.crm.models import Campaign, Lead, LeadQuerySet, LostReason, Medium, Source, Stage
from filon.crm.services.recently_won import won_since
from filon.organisation.models import Tag
from filon.search.services.querying import matching
from filon.teams.models import Team
from filon.ui import formatting
from filon.ui.analyses import GRAPH, PIVOT, calendar_view
from filon.ui.icons import icon
from filon.ui.lists import (
    TABLE,
    Analysis,
    Choices,
    Column,
    Dates,
    Flag,
    Flags,
    Grouping,
    Linked,
    Numbers,
    Primary,
    RecordList,
    Texts,
    cells,
)
from filon.ui.lists.look import Look


def rows(user: User) -> LeadQuerySet:
    """Every opportunity that the user may see, also lost and archived ones."""
    return Lead.objects.visible_to(user).filter(type=LeadType.OPPORTUNITY)


def starting_filters(user: User) -> Iterable[str]:
    """„Fluxul meu”, for whoever owns something; the others see everything that they may."""
    on_board = ["status:open", "status:recent"]
    return ["whose:mine", *on_board] if Lead.objects.filter(owner_key=user.pk).exists() else on_board


def _recently_won(_look: Look) -> Q:
    return Q(is_won=True, closed_at__gte=won_since())


def _late(look: Look) -> Q:
    return Q(is_open=True, expected_closing__lt=look.today)


def _stages(_look: Look) -> Iterable[tuple[int, str]]:
    return [(stage.pk, str(stage)) for stage in Stage.objects.all()]


def _reasons(_look: Look) -> Iterable[tuple[int, str]]:
    return [(reason.pk, str(reason)) for reason in LostReason.objects.all()]


def _named(kind: Any) -> Callable[[Look], Iterable[tuple[int, str]]]:
    """The rows of a small table by name, to choose from."""
    return lambda _look: [(row.pk, str(row)) for row in kind.objects.all()]


def _people(_look: Look) -> Iterable[tuple[int, str]]:
    return User.objects.active().values_list("pk", "name")


def _teams(_look: Look) -> Iterable[tuple[int, str]]:
    return Team.objects.active().values_list("pk", "name")


def _tags(_look: Look) -> Iterable[tuple[int, str]]:
    return [(tag.pk, str(tag)) for tag in Tag.objects.filter(is_active=True)]


def customer_of(lead: Lead) -> str:
    """Whom it is about: the customer, else what the lead itself says."""
    return lead.contact.name if lead.contact else lead.company_name or lead.contact_name or lead.email


def stars_of(lead: Lead, _look: Look) -> str:
    """The priority as stars."""
    label = str(Priority(lead.priority).label)
    if not lead.priority:
        return ""
    stars = format_html_join("", "{}", ((icon("star-filled"),) for _star in range(lead.priority)))
    return format_html('<span class="stars" role="img" aria-label="{0}" title="{0}">{1}</span>', label, stars)


FACETS = (
    Flags(
        "whose",
        _("Whose"),
        flags=(
            Flag("mine", _("My pipeline"), lambda look: Q(owner_key=look.user.pk)),
            Flag("nobody", pgettext_lazy("deals", "Unassigned"), Q(salesperson=None)),
        ),
    ),
    Flags(
        "status",
        _("Status"),
        flags=(
            Flag("open", pgettext_lazy("deals", "Open"), Q(is_open=True)),
            Flag("recent", pgettext_lazy("deals", "Recently won"), _recently_won),
            Flag("won", pgettext_lazy("deals", "Won"), Q(status=Status.WON, is_active=True)),
            Flag("lost", pgettext_lazy("deals", "Lost"), Q(status=Status.LOST, is_active=True)),
            Flag("late", _("Past the expected closing"), _late),
            Flag("archived", pgettext_lazy("deals", "Archived"), Q(is_active=False)),
        ),
    ),
    ACTIVITY_FACET,
    Choices("stage", _("Stage"), field="stage", choices=_stages),
    Choices("team", _("Sales team"), field="team", choices=_teams, empty=_("without a team")),
    Choices("salesperson", _("Salesperson"), field="salesperson", choices=_people, empty=_("nobody")),
    Linked("tag", _("Tags"), field="tag", choices=_tags, through=Lead.tags.through, row="lead",
           empty=_("without tags")),
    Choices("priority", _("Priority"), field="priority", choices=lambda _look: Priority.choices),
    Dates("closing", _("Expected closing"), field="expected_closing",
          offered=("before_today", "this_week", "this_month", "next_month", "this_quarter"), empty=_("no date")),
    Dates("created", _("Created"), field="created_at", is_moment=True),
    Dates("closed", _("Won or lost on"), field="closed_at", is_moment=True, empty=_("still open")),
    Numbers("revenue", _("Expected revenue"), field="expected_revenue_base"),
    Choices("reason", _("Lost reason"), field="lost_reason", choices=_reasons, empty=_("without a reason")),
    Choices("campaign", _("Campaign"), field="campaign", choices=_named(Campaign), empty=_("none")),
    Choices("medium", pgettext_lazy("marketing", "Medium"), field="medium", choices=_named(Medium), empty=_("none")),
    Choices("source", _("Source"), field="source", choices=_named(Source), empty=_("none")),
    RETURNED,
    Texts("title", _("Opportunity"), field="name"),
    Texts("email", _("E-mail"), field="email"),
    Texts("city", _("City"), field="city"),
)  # fmt: skip

CALENDAR = calendar_view(
    "closing",
    detail=lambda lead: formatting.money(lead.expected_revenue, lead.currency_id) if lead.expected_revenue else "",
    css=lambda lead: {Status.WON: "is-won", Status.LOST: "is-lost"}.get(lead.status, ""),
)

LEADS = RecordList(
    key="leads",
    title=_("Pipeline"),
    noun=ngettext_lazy("%(shown)s opportunity", "%(shown)s opportunities", "n"),
    crumbs=(_("CRM"),),
    rows=rows,
    url_name="crm:lead",
    columns=(
        Column("name", _("Opportunity"), cells.text("name"), sort="sort_key"),
        Column("customer", _("Customer"), cells.Cell(lambda lead, _look: customer_of(lead), customer_of),
               on_phone="under"),
        Column("stage", _("Stage"), cells.text("stage"), sort="stage__sequence", on_phone="under", field="stage"),
        Column("revenue", _("Expected revenue"), cells.money("expected_revenue"), sort="expected_revenue_base",
               total="expected_revenue_base", total_cell=money, on_phone="beside", field="expected_revenue"),
        Column("closing", _("Expected closing"), cells.day("expected_closing"), sort="expected_closing",
               field="expected_closing"),
        Column("priority", _("Priority"), cells.Cell(stars_of, lambda lead: lead.priority, "nowrap"), sort="priority",
               field="priority"),
        NEXT_STEP,
        Column("tags", _("Tags"), cells.tags("tags")),
        Column("salesperson", _("Salesperson"), cells.person("salesperson"), sort="salesperson__sort_key",
               field="salesperson"),
        Column("team", _("Sales team"), cells.text("team"), sort="team__sort_key", is_extra=True,
               field="team"),
        Column("probability", _("Probability"), cells.number("probability"), sort="probability", is_extra=True,
               field="probability"),
        Column("status", _("Status"), cells.choice("status"), is_extra=True),
        Column("reason", _("Lost reason"), cells.text("lost_reason"), is_extra=True),
        Column("phone", _("Phone"), cells.link("phone", "tel"), is_extra=True),
        Column("email", _("E-mail"), EMAIL, is_extra=True),
        Column("created", _("Created"), cells.moment("created_at"), sort="created_at", is_extra=True),
    ),
    order="-priority",
    facets=FACETS,
    starts_with=starting_filters,
    groupings=(
        Grouping("stage", _("Stage"), "stage", field="stage"),
        Grouping("salesperson", _("Salesperson"), "salesperson", empty=_("Unassigned"), field="salesperson"),
        Grouping("team", _("Sales team"), "team", empty=_("without a team"), field="team"),
        Grouping("tag", _("Tags"), "tags", empty=_("without tags")),
        Grouping("priority", _("Priority"), "priority", field="priority"),
        Grouping("status", _("Status"), "status"),
        Grouping("closing", _("Expected closing"), "expected_closing", dates="day", empty=_("no date"),
                 field="expected_closing"),
        Grouping("created", _("Created"), "created_at", dates="moment"),
        Grouping("closed", _("Won or lost on"), "closed_at", dates="moment", empty=_("still open")),
        Grouping("reason", _("Lost reason"), "lost_reason", empty=_("without a reason")),
        Grouping("campaign", _("Campaign"), "campaign"),
        Grouping("medium", pgettext_lazy("marketing", "Medium"), "medium"),
        Grouping("source", _("Source"), "source"),
    ),
    measures=MEASURES,
    analysis=Analysis(rows="created:month", columns="stage", measure="revenue"),
    search=matching,
    editing=EDITING,
    actions=bulk.ACTIONS,
    added=bulk.added_actions,
    primary=Primary(_("New"), _("New opportunity"), "crm:lead-new"),
    views=(BOARD, TABLE, CALENDAR, ACTIVITIES, GRAPH, PIVOT),
    related=("record", "stage", "contact", "salesperson", "team", "lost_reason"),
    prefetched=("tags", OPEN_ACTIVITIES),
    known=lambda state, look: known_figures(state, look, FACETS),
    title_of=lambda lead: lead.name,
    empty_text=_("Every need that a customer writes or calls about stands here, until it is won or lost."),
    empty_icon="target",
)  # fmt: skip
