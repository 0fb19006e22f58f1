"""The list of invoices: CRM, Invoices."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.accounts.models import User
from filon.invoicing.choices import InvoiceKind, InvoiceState
from filon.invoicing.models import Invoice, InvoiceQuerySet
from filon.organisation.models import Organisation
from filon.search.services.querying import matching
from filon.teams.models import Team
from filon.ui import formatting
from filon.ui.lists import Choices, Column, Dates, Flag, Flags, Grouping, Primary, RecordList, cells
from filon.ui.lists.look import Look

_POSTED = Q(state=InvoiceState.POSTED)


def _rows(user: User) -> InvoiceQuerySet:
    return Invoice.objects.visible_to(user)


def _overdue(look: Look) -> Q:
    return _POSTED & Q(residual__gt=0, due_on__lt=look.today, kind=InvoiceKind.INVOICE)


def _people(_look: Look) -> Iterable[tuple[int, str]]:
    return User.objects.active().values_list("pk", "name")


def _teams(_look: Look) -> Iterable[tuple[int, str]]:
    return Team.objects.active().values_list("pk", "name")


def _money(amount: Decimal | int) -> str:
    return formatting.money_short(amount, Organisation.current().currency_id or "")


def _due(row: Invoice, look: Look) -> str:
    """When it is due, as urgent as it is; once paid or still a draft, only the day."""
    if row.is_draft or not row.residual:
        return formatting.day(row.due_on) if row.due_on else ""
    return cells.due_chip(row.due_on, look.today)


def _due_on(row: Invoice) -> date | None:
    return row.due_on


INVOICES = RecordList(
    key="invoices",
    title=_("Invoices"),
    noun=ngettext_lazy("%(shown)s invoice", "%(shown)s invoices", "n"),
    crumbs=(_("CRM"),),
    rows=_rows,
    url_name="invoicing:invoice",
    order="-day",
    search=matching,
    related=("customer", "salesperson", "team"),
    columns=(
        Column("number", _("Number"), cells.Cell(lambda row, _look: str(row), str)),
        Column("kind", _("Kind"), cells.choice("kind"), is_extra=True),
        Column("customer", _("Customer"), cells.text("customer.name"), on_phone="under"),
        Column("day", _("Date"), cells.day("issued_on"), sort="issued_on"),
        Column("due", pgettext_lazy("payment", "Due date"), cells.Cell(_due, _due_on, "nowrap"), sort="due_on",
               on_phone="under"),
        Column("untaxed", _("Untaxed"), cells.money_exact("untaxed"), is_extra=True),
        Column("total", _("Total"), cells.money_exact("total"), sort="total_base", total="total_base",
               total_cell=_money, on_phone="beside"),
        Column("residual", _("To pay"), cells.money_exact("residual")),
        Column("state", _("State"), cells.Cell(lambda row, look: row.standing(look.today), lambda row: row.state)),
        Column("salesperson", _("Salesperson"), cells.person("salesperson"), is_extra=True),
        Column("team", _("Sales team"), cells.text("team"), is_extra=True),
    ),
    facets=(
        Flags("state", _("State"), flags=(
            Flag("draft", pgettext_lazy("invoices", "Drafts"), Q(state=InvoiceState.DRAFT)),
            Flag("unpaid", pgettext_lazy("invoices", "To be paid"), _POSTED & Q(residual__gt=0)),
            Flag("overdue", pgettext_lazy("invoices", "Overdue"), _overdue),
            Flag("paid", pgettext_lazy("invoices", "Paid"), _POSTED & Q(residual=0)),
        )),
        Choices("kind", _("Kind"), field="kind", choices=lambda _look: InvoiceKind.choices),
        Choices("salesperson", _("Salesperson"), field="salesperson", choices=_people),
        Choices("team", _("Sales team"), field="team", choices=_teams, empty=_("without a team")),
        Dates("day", _("Date"), field="issued_on"),
        Dates("due", pgettext_lazy("payment", "Due date"), field="due_on"),
    ),
    groupings=(
        Grouping("customer", _("Customer"), "customer"),
        Grouping("salesperson", _("Salesperson"), "salesperson"),
        Grouping("team", _("Sales team"), "team"),
    ),
    primary=Primary(_("New"), _("New invoice"), "invoicing:invoice-new"),
    empty_text=_("An order is invoiced from its page; an invoice without an order begins here."),
    empty_icon="file-text",
)  # fmt: skip
