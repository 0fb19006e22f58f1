"""What this room shows on the pages of others."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from filon.contacts.models import Contact
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.ui import formatting

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One opportunity of a customer."""

    url: str
    name: str
    state: str
    money: str
    is_won: bool
    is_lost: bool


def opportunities_of_contact(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """The opportunities of a customer that the user sees, the open ones first; those of a company's people too."""
    user: Any = request.user
    own = [contact.pk, *contact.people.values_list("pk", flat=True)] if contact.is_company else [contact.pk]
    rows = Lead.objects.visible_to(user).filter(contact__in=own, type=LeadType.OPPORTUNITY, is_active=True)
    found = list(rows.select_related("stage").order_by("-is_open", "-pk")[: SHOWN + 1])
    return {
        "lines": [_line(lead) for lead in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "all_url": f"{reverse('crm:board')}?{urlencode({'view': 'table', 'filter': '', 'q': contact.name})}",
        "new_url": f"{reverse('crm:lead-new')}?{urlencode({'contact': contact.pk})}",
    }


def _line(lead: Lead) -> Line:
    is_closed = lead.status != Status.OPEN
    return Line(
        url=reverse("crm:lead", args=[lead.pk]),
        name=lead.name,
        state=str(Status(lead.status).label) if is_closed else str(lead.stage),
        money=formatting.money(lead.expected_revenue, lead.currency_id or "") if lead.expected_revenue else "",
        is_won=lead.status == Status.WON,
        is_lost=lead.status == Status.LOST,
    )
