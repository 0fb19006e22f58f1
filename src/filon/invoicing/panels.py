"""What this room shows on the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from filon.contacts.models import Contact
from filon.crm.models import Lead
from filon.invoicing.models import Invoice
from filon.invoicing.services.quantities import LineQuantities, quantities_of, quantities_of_orders
from filon.invoicing.services.reading import figures, is_delivered, is_invoiced
from filon.organisation.models import Organisation
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation
from filon.ui import formatting


def invoices_of_lead(request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """The smart button „Facturi”, once there is one."""
    user: Any = request.user
    found = figures(Invoice.objects.visible_to(user).filter(lead=lead))
    return _smart(found.count, found.invoiced, {"q": lead.name}) if found.count else None


def invoices_of_contact(request: HttpRequest, contact: Contact) -> dict[str, Any] | None:
    """The smart button „Facturi” of a customer, once there is one."""
    user: Any = request.user
    found = figures(Invoice.objects.visible_to(user).filter(customer=contact))
    return _smart(found.count, found.invoiced, {"q": contact.name}) if found.count else None


def invoices_of_order(request: HttpRequest, order: Quotation) -> dict[str, Any] | None:
    """What is delivered and invoiced of an order, its invoices, and the buttons for the next of each."""
    if order.state != QuotationState.ORDER:
        return None
    user: Any = request.user
    found = _quantities(request, order)
    return {
        "order": order,
        "lines": found,
        "may_deliver": not is_delivered(found),
        "may_invoice": not is_invoiced(found),
        "invoices": list(Invoice.objects.visible_to(user).filter(order=order).order_by("pk")),
        "deliveries": list(order.deliveries.all()),
    }


def next_act_of_order(request: HttpRequest, order: Quotation) -> dict[str, Any] | None:
    """The one primary button of an order: deliver, then invoice."""
    if order.state != QuotationState.ORDER:
        return None
    found = _quantities(request, order)
    if any(each.to_invoice > 0 for each in found) and is_delivered(found):
        return {"order": order, "act": "invoice"}
    return {"order": order, "act": "deliver"} if not is_delivered(found) else None


def winning_of_lead(request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """The offer to mark an opportunity as won: once every order of it is delivered and invoiced. Nothing is silent."""
    if not lead.is_open:
        return None
    user: Any = request.user
    orders = list(Quotation.objects.visible_to(user).filter(lead=lead, state=QuotationState.ORDER)[:20])
    found = quantities_of_orders(orders).values() if orders else ()
    is_done = bool(orders) and all(is_delivered(lines) and is_invoiced(lines) for lines in found)
    return {"lead": lead, "orders": orders} if is_done else None


def _quantities(request: HttpRequest, order: Quotation) -> list[LineQuantities]:
    """The quantities of an order, which two panels of one page ask for, read once."""
    read: dict[int, list[LineQuantities]] = request.__dict__.setdefault("quantities_of_orders", {})
    if order.pk not in read:
        read[order.pk] = quantities_of(order)
    return read[order.pk]


def _smart(count: int, invoiced: Any, query: dict[str, str]) -> dict[str, Any]:
    money = formatting.money_short(invoiced, Organisation.current().currency_id or "")
    return {
        "url": f"{reverse('invoicing:invoices')}?{urlencode({'filter': '', **query})}",
        "icon_name": "file-text",
        "noun": _("Invoices"),
        "state": f"{formatting.number(count)} · {money}",
    }
