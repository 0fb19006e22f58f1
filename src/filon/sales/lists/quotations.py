"""The list of quotations and orders: CRM, Quotations."""

from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.accounts.models import User
from filon.organisation.models import Organisation
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation
from filon.search.services.querying import matching
from filon.teams.models import Team
from filon.ui import cells, formatting
from filon.ui.lists.declaration import Column, Grouping, Primary, RecordList
from filon.ui.lists.filters import Choices, Dates, Flag, Flags, Numbers
from filon.ui.lists.look import Look


def _rows(user: User) -> "QuerySet[Quotation]":
    return Quotation.objects.visible_to(user).with_lead_seen_by(user)


def _people(_look: Look) -> list[tuple[str, str]]:
    return [(str(user.pk), user.name) for user in User.objects.active().order_by("name")]


def _teams(_look: Look) -> list[tuple[str, str]]:
    return [(str(team.pk), team.name) for team in Team.objects.active()]


def _sum(amount: Decimal) -> str:
    return formatting.money_short(amount, Organisation.current().currency_id or "")


QUOTATIONS = RecordList(
    key="quotations",
    title=_("Quotations"),
    noun=ngettext_lazy("%(shown)s quotation", "%(shown)s quotations", "n"),
    rows=_rows,
    order="-number",
    url_name="sales:quotation",
    crumbs=(_("CRM"),),
    search=matching,
    related=("customer", "salesperson"),
    columns=(
        Column("number", _("Number"), cells.text("number"), sort="number"),
        Column("customer", _("Customer"), cells.text("customer.name"), on_phone="under"),
        Column("opportunity", _("Opportunity"), cells.text("lead.name")),
        Column("day", _("Date"), cells.day("quoted_on"), sort="quoted_on"),
        Column("valid", pgettext_lazy("quotation", "Valid until"), cells.day("valid_until"), sort="valid_until"),
        Column("salesperson", _("Salesperson"), cells.person("salesperson")),
        Column(
            "untaxed",
            _("Untaxed"),
            cells.money_exact("untaxed"),
            sort="untaxed_base",
            total="untaxed_base",
            total_cell=_sum,
            on_phone="beside",
        ),
        Column("total", _("Total"), cells.money_exact("total"), sort="total_base", is_extra=True),
        Column("state", _("State"), cells.choice("state"), on_phone="under"),
        Column("reference", _("Customer reference"), cells.text("customer_reference"), is_extra=True),
    ),
    facets=(
        Flags(
            "state",
            _("State"),
            flags=(
                Flag("draft", pgettext_lazy("quotation", "Draft"), Q(state=QuotationState.DRAFT)),
                Flag("sent", pgettext_lazy("quotation", "Sent"), Q(state=QuotationState.SENT)),
                Flag("order", pgettext_lazy("quotation", "Order"), Q(state=QuotationState.ORDER)),
                Flag("cancelled", pgettext_lazy("quotation", "Cancelled"), Q(state=QuotationState.CANCELLED)),
                Flag("changed", _("Changed since it was sent"), Q(is_changed=True)),
            ),
        ),
        Choices("salesperson", _("Salesperson"), field="salesperson", choices=_people, empty=_("Nobody")),
        Choices("team", _("Sales team"), field="team", choices=_teams, empty=_("None")),
        Dates("day", _("Date"), field="quoted_on"),
        Dates("valid", pgettext_lazy("quotation", "Valid until"), field="valid_until"),
        Numbers("untaxed", _("Untaxed"), field="untaxed_base"),
    ),
    groupings=(
        Grouping("salesperson", _("Salesperson"), "salesperson", empty=_("Nobody")),
        Grouping("state", _("State"), "state"),
        Grouping("team", _("Sales team"), "team", empty=_("None")),
    ),
    primary=Primary(_("New"), _("New quotation"), "sales:quotation-new"),
    title_of=lambda row: row.number,
    empty_text=_("A quotation says what you offer and for how much. Start one here, or from an opportunity."),
    empty_icon="file-text",
)
