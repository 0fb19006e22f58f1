"""What invoices are to the house."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.chatter.hooks import recipient_sources, wordings
from filon.chatter.panels import thread
from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived, register_irreversible, register_part
from filon.invoicing import policies
from filon.invoicing.models import Invoice, InvoiceLine, Payment
from filon.invoicing.panels import (
    invoices_of_contact,
    invoices_of_lead,
    invoices_of_order,
    next_act_of_order,
    winning_of_lead,
)
from filon.invoicing.services.computing import derive_again
from filon.invoicing.services.posting import require_uninvoiced
from filon.invoicing.services.reading import invoice_recipients, invoiced_by_teams
from filon.invoicing.services.wording import INVOICE
from filon.sales.hooks import quotation_cancelling
from filon.search.registry import Searchable, register_searchable
from filon.teams.hooks import team_figures
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_record_type(
    RecordType(
        kind=Invoice.record_kind,
        label=gettext_lazy("Invoice"),
        icon="file-text",
        model=Invoice,
        visible_to=lambda user: Invoice.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("invoicing:invoice", args=[pk]),
        may_change=policies.may_change,
    )
)
wordings.register(Invoice.record_kind, INVOICE)
recipient_sources.register(Invoice.record_kind, invoice_recipients)
register_derived(Invoice, derive_again)
register_part(InvoiceLine, Invoice)
register_irreversible(
    Invoice,
    lambda ids: {
        pk: _("%(number)s is posted; a credit note takes it back.") % {"number": number}
        for pk, number in Invoice.objects.posted().filter(pk__in=list(ids)).values_list("pk", "number")
    },
    whose=("customer_id", "lead_id"),
)
register_irreversible(
    Payment,
    lambda ids: {
        pk: _("A payment is taken back on the page of its invoice.")
        for pk in Payment.objects.filter(pk__in=list(ids)).values_list("pk", flat=True)
    },
)
register_searchable(
    Searchable(
        Invoice.record_kind,
        detail=lambda row: row.customer.name,
        prepare=lambda rows: rows.select_related("customer"),
    )
)
menu.register(
    MenuEntry(
        "invoices", gettext_lazy("Invoices"), url_name="invoicing:invoices", icon="file-text", parent="crm", order=70
    )
)
panels.register("lead.smart", "invoices", Panel("ui/components/smart.html", invoices_of_lead, order=40))
panels.register("lead.below", "winning", Panel("invoicing/lead_winning.html", winning_of_lead, order=5))
panels.register("contact.smart", "invoices", Panel("ui/components/smart.html", invoices_of_contact, order=40))
panels.register("quotation.actions", "fulfil", Panel("invoicing/order_act.html", next_act_of_order, order=10))
panels.register("quotation.below", "fulfil", Panel("invoicing/order_panel.html", invoices_of_order, order=20))
panels.register("invoice.thread", "thread", Panel("chatter/thread.html", thread))
quotation_cancelling.register(require_uninvoiced)
team_figures.register("invoiced", invoiced_by_teams)
