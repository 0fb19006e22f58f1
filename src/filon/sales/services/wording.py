"""What message templates may say of a quotation or an order."""

from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.hooks import Placeholder, Wording
from filon.chatter.services.wording import SALESPERSON, company_of
from filon.crm.models import Lead
from filon.sales.models import Quotation
from filon.ui import formatting


def _person(quotation: Quotation) -> str:
    return (quotation.attention or quotation.customer).name


def _seen_by(quotation: Quotation, user: User) -> Quotation:
    """Without its opportunity when the user does not see that one."""
    if quotation.lead_id and not Lead.objects.visible_to(user).filter(pk=quotation.lead_id).exists():
        quotation.lead = None
    return quotation


QUOTATION = Wording(
    {
        "contact.name": Placeholder(_("The customer's name"), _person),
        "contact.company": Placeholder(_("The customer's company"), lambda row: company_of(row.customer)),
        "contact.email": Placeholder(
            _("The customer's e-mail address"), lambda row: (row.attention or row.customer).email
        ),
        **SALESPERSON,
        "quotation.number": Placeholder(_("The number"), lambda row: row.number),
        "quotation.date": Placeholder(_("The date"), lambda row: formatting.day(row.quoted_on)),
        "quotation.total": Placeholder(
            _("The total with VAT"), lambda row: formatting.money_exact(row.total, row.currency_id)
        ),
        "quotation.valid_until": Placeholder(
            _("Until when it is valid"), lambda row: formatting.day(row.valid_until) if row.valid_until else ""
        ),
        "quotation.reference": Placeholder(_("The customer's reference"), lambda row: row.customer_reference),
        "lead.name": Placeholder(_("The opportunity's name"), lambda row: row.lead.name if row.lead else ""),
    },
    language=lambda row: row.language,
    seen_by=_seen_by,
)
