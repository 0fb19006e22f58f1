"""What message templates may say of an invoice or a credit note."""

from django.utils.translation import gettext_lazy as _

from filon.chatter.hooks import Placeholder, Wording
from filon.chatter.services.wording import SALESPERSON, company_of
from filon.ui import formatting

INVOICE = Wording(
    {
        "contact.name": Placeholder(_("The customer's name"), lambda row: row.customer.name),
        "contact.company": Placeholder(_("The customer's company"), lambda row: company_of(row.customer)),
        "contact.email": Placeholder(_("The customer's e-mail address"), lambda row: row.customer.email),
        **SALESPERSON,
        "invoice.number": Placeholder(_("The number"), lambda row: row.number),
        "invoice.date": Placeholder(_("The date"), lambda row: formatting.day(row.issued_on)),
        "invoice.due": Placeholder(_("The due date"), lambda row: formatting.day(row.due_on) if row.due_on else ""),
        "invoice.total": Placeholder(
            _("The total with VAT"), lambda row: formatting.money_exact(row.total, row.currency_id)
        ),
        "invoice.residual": Placeholder(
            _("What is still to be paid"), lambda row: formatting.money_exact(row.residual, row.currency_id)
        ),
        "order.number": Placeholder(_("The order's number"), lambda row: row.order.number if row.order else ""),
    },
    language=lambda row: row.language,
)
