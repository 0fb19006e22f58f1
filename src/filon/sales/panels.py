"""What this room shows on the pages of others."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import pgettext

from filon.contacts.models import Contact
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.organisation.models import Organisation
from filon.sales.models import Quotation
from filon.sales.services.reading import figures
from filon.ui import formatting

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One quotation of a customer."""

    url: str
    number: str
    state: str
    money: str


def quotations_of_lead(request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """On an opportunity: *Oferte* with their number and untaxed total; one alone opens at once. Orders above zero."""
    if lead.type == LeadType.LEAD:
        return None
    rows = Quotation.objects.visible_to(request.user).filter(lead=lead)  # type: ignore[arg-type]
    found = figures(rows)
    currency = Organisation.current().currency_id or ""
    list_url = f"{reverse('sales:quotations')}?{urlencode({'q': lead.name})}"
    total = found.quotations + found.orders + found.cancelled
    only = rows.values_list("pk", flat=True).first() if total == 1 else None
    return {
        "url": reverse("sales:quotation", args=[only]) if only else list_url,
        "state": _said(found.quotations, found.quoted, currency),
        "orders": _said(found.orders, found.ordered, currency) if found.orders else "",
        "orders_url": f"{list_url}&{urlencode({'filter': 'state:order'})}",
    }


def new_quotation(_request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """On an open opportunity: *Ofertă nouă*, which asks for the customer first when there is none."""
    if lead.type == LeadType.LEAD or not lead.is_active or lead.closed_at is not None:
        return None
    return {"lead": lead, "asks": lead.contact_id is None}


def quotations_of_contact(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """On a contact: the latest quotations that the user sees, those of a company's people too."""
    own = [contact.pk, *contact.people.values_list("pk", flat=True)] if contact.is_company else [contact.pk]
    rows = Quotation.objects.visible_to(request.user).filter(customer__in=own)  # type: ignore[arg-type]
    found = list(rows.order_by("-pk")[: SHOWN + 1])
    return {
        "lines": [_line(row) for row in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "all_url": f"{reverse('sales:quotations')}?{urlencode({'q': contact.name})}",
        "new_url": f"{reverse('sales:quotation-new')}?{urlencode({'customer': contact.pk})}",
    }


def _said(count: int, amount: Any, currency: str) -> str:
    if not count:
        return pgettext("quotations", "none")
    return f"{formatting.number(count)} · {formatting.money(amount, currency)}"


def _line(row: Quotation) -> Line:
    return Line(
        url=reverse("sales:quotation", args=[row.pk]),
        number=row.number,
        state=str(row.get_state_display()),
        money=formatting.money(row.untaxed, row.currency_code),
    )
