"""What message templates may say of a lead or an opportunity."""

from django.utils.translation import gettext_lazy as _

from filon.chatter.hooks import Placeholder, Wording
from filon.chatter.services.wording import SALESPERSON, company_of
from filon.crm.models import Lead
from filon.ui import formatting


def _person(lead: Lead) -> str:
    return lead.contact_name or (lead.contact.name if lead.contact else "")


def _revenue(lead: Lead) -> str:
    if lead.expected_revenue is None or lead.currency_id is None:
        return ""
    return formatting.money(lead.expected_revenue, lead.currency_id)


def _closing(lead: Lead) -> str:
    return formatting.day(lead.expected_closing) if lead.expected_closing else ""


LEAD = Wording(
    {
        "contact.name": Placeholder(_("The customer's name"), _person),
        "contact.company": Placeholder(
            _("The customer's company"), lambda lead: lead.company_name or company_of(lead.contact)
        ),
        "contact.email": Placeholder(
            _("The customer's e-mail address"), lambda lead: lead.email or (lead.contact.email if lead.contact else "")
        ),
        "contact.city": Placeholder(
            _("The customer's city"), lambda lead: lead.city or (lead.contact.city if lead.contact else "")
        ),
        **SALESPERSON,
        "lead.name": Placeholder(_("The opportunity's name"), lambda lead: lead.name),
        "lead.revenue": Placeholder(_("The expected revenue"), _revenue),
        "lead.closing": Placeholder(_("The expected closing"), _closing),
        "team.name": Placeholder(_("The sales team's name"), lambda lead: str(lead.team or "")),
    },
    language=lambda lead: lead.language or (lead.contact.language if lead.contact else ""),
)
