"""Leads that are still to be qualified, for houses that keep them apart from opportunities."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from filon.accounts.models import User
from filon.activities.lists.grid import ACTIVITIES
from filon.crm.choices import LeadType, Status
from filon.crm.forms import MassConvertForm
from filon.crm.lists import bulk
from filon.crm.lists.activities import NEXT_STEP, OPEN_ACTIVITIES
from filon.crm.lists.leads import FACETS, customer_of, stars_of
from filon.crm.models import Lead, LeadQuerySet
from filon.crm.services.converting import Conversion, Customer, convert_leads
from filon.search.services.querying import matching
from filon.teams.models import Team
from filon.ui import formatting
from filon.ui.lists import TABLE, BulkAction, Column, Flag, Flags, Grouping, Primary, RecordList, cells


def rows(user: User) -> LeadQuerySet:
    """Every lead that the user may see, also lost and archived ones."""
    return Lead.objects.visible_to(user).filter(type=LeadType.LEAD)


def convert(
    *, actor: User, rows: LeadQuerySet, customer: str, merges: bool, salespeople: Iterable[User], team: Team | None,
    replaces: bool,
) -> str:  # fmt: skip
    """Make opportunities of them."""
    how = Conversion(
        customer=Customer(customer), merges=merges, salespeople=list(salespeople), team=team, replaces=replaces
    )
    count = len(convert_leads(actor=actor, leads=list(rows), how=how))
    text = ngettext("One lead became an opportunity.", "%(count)s leads became opportunities.", count)
    return text % {"count": formatting.number(count)}


STATUS = Flags(
    "status",
    _("Status"),
    flags=(
        Flag("open", _("To be qualified"), Q(status=Status.OPEN, is_active=True)),
        Flag("lost", pgettext_lazy("deals", "Lost"), Q(status=Status.LOST, is_active=True)),
        Flag("archived", pgettext_lazy("deals", "Archived"), Q(is_active=False)),
    ),
)

KEPT = ("whose", "team", "salesperson", "tag", "activity", "created")
UNQUALIFIED = RecordList(
    key="unqualified",
    title=_("Leads"),
    noun=ngettext_lazy("%(shown)s lead", "%(shown)s leads", "n"),
    crumbs=(_("CRM"),),
    rows=rows,
    url_name="crm:lead",
    columns=(
        Column("name", _("Lead"), cells.text("name"), sort="sort_key"),
        Column("customer", _("Customer"), cells.Cell(lambda lead, _look: customer_of(lead), customer_of),
               on_phone="under"),
        Column("email", _("E-mail"), cells.link("email", "mailto")),
        Column("phone", _("Phone"), cells.link("phone", "tel")),
        Column("priority", _("Priority"), cells.Cell(stars_of, lambda lead: lead.priority, "nowrap"), sort="priority"),
        NEXT_STEP,
        Column("tags", _("Tags"), cells.tags("tags")),
        Column("salesperson", _("Salesperson"), cells.person("salesperson")),
        Column("team", _("Sales team"), cells.text("team"), on_phone="under"),
        Column("created", _("Created"), cells.moment("created_at"), on_phone="beside"),
    ),
    order="-priority",
    facets=(STATUS, *(facet for facet in FACETS if facet.key in KEPT)),
    starts_with=lambda _user: ["status:open"],
    groupings=(Grouping("team", _("Sales team"), "team"), Grouping("salesperson", _("Salesperson"), "salesperson")),
    search=matching,
    actions=(
        BulkAction("convert", _("Make opportunities of them"), "target", convert, form=MassConvertForm),
        *bulk.ACTIONS_ON_LEADS,
    ),
    added=bulk.added_actions,
    views=(TABLE, ACTIVITIES),
    related=("record", "contact", "salesperson", "team"),
    prefetched=("tags", OPEN_ACTIVITIES),
    primary=Primary(_("New"), _("New lead"), "crm:unqualified-new"),
    title_of=lambda lead: lead.name,
    empty_text=_("What reaches teams that qualify leads first stands here until somebody takes it up."),
    empty_icon="target",
)  # fmt: skip
