"""What a lead was, in words, for the note that a merge leaves."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from filon.crm.choices import LeadType, Priority
from filon.crm.models import Lead
from filon.ui import formatting

NAMED = (
    *("contact", "company_name", "contact_name", "job_position", "email", "phone", "mobile", "website", "street"),
    *("city", "state", "postcode", "country", "salesperson", "team", "campaign", "medium", "source", "referred_by"),
    *("lost_reason", "expected_closing"),
)


def summary(leads: Sequence[Lead]) -> str:
    """One block for each merged lead: what it was called, what it was worth, whose it was, whom it concerned."""
    return "\n\n".join(_block(lead) for lead in leads)


def _block(lead: Lead) -> str:
    kind = _("Opportunity") if lead.type == LeadType.OPPORTUNITY else _("Lead")
    lines = [_("Merged: %(name)s") % {"name": lead.name}, f"{_('Kind')}: {kind}"]
    if lead.expected_revenue:
        amount = formatting.money(lead.expected_revenue, lead.currency_id or "")
        lines.append(f"{_('Expected revenue')}: {amount}")
    lines.append(f"{_('Probability')}: {formatting.number(int(lead.probability))} %")
    if lead.type == LeadType.OPPORTUNITY:
        lines.append(f"{_('Stage')}: {lead.stage}")
    lines.append(f"{_('Priority')}: {Priority(lead.priority).label}")
    lines.append(f"{_('Created')}: {formatting.day(lead.created_at.date())}")
    named = {Lead._meta.get_field(name).verbose_name: getattr(lead, name) for name in NAMED}  # type: ignore[union-attr]
    named[_("Tags")] = ", ".join(str(tag) for tag in lead.tags.all())
    return "\n".join([*lines, *(f"{label}: {value}" for label, value in named.items() if value)])
