"""Delivering and invoicing an order, and its documents."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.api.authentication import user_of
from filon.api.listing import Filter, Listing
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1 import invoices, quotations
from filon.api.v1.schemas import Short
from filon.invoicing.choices import Basis
from filon.invoicing.services.drafting import draft_from_order
from filon.sales.models import Delivery, DeliveryLine, Quotation
from filon.sales.services.delivering import delete_delivery, deliver, to_deliver
from filon.sales.services.documents import delivery_pdf, quotation_pdf
from filon.ui.files import pdf_answer


class DeliveredLine(Schema):
    """How much of a line of the order came."""

    line: int
    quantity: Decimal


class DeliveryOut(Schema):
    """A delivery of an order; its number stands on the delivery note."""

    id: int
    number: str
    quotation: int
    delivered_on: date
    note: str
    lines: list[DeliveredLine]


class DeliverIn(Incoming):
    """The quantities by line; all that is left when it is not said."""

    lines: dict[int, Decimal] | None = None
    on: date | None = None
    note: Short = ""


class DownPayment(Incoming):
    """A share of the order in hundredths, or an amount with VAT."""

    percent: Decimal | None = None
    amount: Decimal | None = None


class InvoiceOrderIn(Incoming):
    """What is to be invoiced, or a down payment. `deducts` takes off the advances that were invoiced before."""

    down_payment: DownPayment | None = None
    deducts: bool = True
    on: date | None = None


def serialised(found: Sequence[Delivery]) -> list[Json]:
    """Deliveries with their lines as JSON objects, in one query."""
    lines: dict[int, list[Json]] = {row.pk: [] for row in found}
    for row in DeliveryLine.objects.filter(delivery__in=list(lines)):
        lines[row.delivery_id].append({"line": row.line_id, "quantity": row.quantity})
    return [
        {
            "id": row.pk,
            "number": row.number,
            "quotation": row.quotation_id,
            "delivered_on": row.delivered_on,
            "note": row.note,
            "lines": lines[row.pk],
        }
        for row in found
    ]


RESOURCE = Resource(
    name="deliveries",
    rows=lambda user: Delivery.objects.filter(quotation__in=Quotation.objects.visible_to(user)),
    serialised=serialised,
    outgoing=DeliveryOut,
    listing=Listing(filters={"quotation": Filter("quotation", "integer")}, order={"id": "pk"}),
)


def deliver_order(request: HttpRequest, key: int, payload: DeliverIn) -> HttpResponse:
    """Note a delivery; only orders are delivered (409)."""
    user, order = user_of(request), quotations.RESOURCE.one(request, key)
    quantities = to_deliver(order) if payload.lines is None else payload.lines
    day = payload.on or user.today
    made = deliver(actor=user, order=order, day=day, quantities=quantities, note=payload.note)
    return RESOURCE.answer(request, made, 201)


def invoice_order(request: HttpRequest, key: int, payload: InvoiceOrderIn) -> HttpResponse:
    """Draft an invoice of an order; nothing left is refused with the reason (409)."""
    user, order = user_of(request), quotations.RESOURCE.one(request, key)
    draft = draft_from_order(
        actor=user, order=order, day=payload.on or user.today, deducts=payload.deducts, **_basis(payload.down_payment)
    )
    return invoices.RESOURCE.answer(request, draft, 201)


def _basis(wanted: DownPayment | None) -> dict[str, Any]:
    if wanted is None:
        return {"basis": Basis.REGULAR}
    if wanted.amount is not None:
        return {"basis": Basis.AMOUNT, "value": wanted.amount}
    return {"basis": Basis.PERCENT, "value": wanted.percent}


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take back a delivery that was noted by mistake."""
    delete_delivery(actor=user_of(request), delivery=RESOURCE.one(request, key))
    return HttpResponse(status=204)


def note(request: HttpRequest, key: int) -> HttpResponse:
    """The delivery note as PDF."""
    delivery = RESOURCE.one(request, key)
    return pdf_answer(delivery_pdf(delivery), f"{delivery.number}.pdf")


def document(request: HttpRequest, key: int) -> HttpResponse:
    """The quotation or order confirmation as PDF."""
    quotation = quotations.RESOURCE.one(request, key)
    return pdf_answer(quotation_pdf(quotation), f"{quotation.number}.pdf")


def routes() -> Router:
    """The routes of what follows an order."""
    router = Router(tags=["quotations"])
    add = router.add_api_operation
    add("/quotations/{int:key}/deliver", ["POST"], deliver_order, response={201: DeliveryOut}, summary="Deliver")
    add(
        "/quotations/{int:key}/invoice",
        ["POST"],
        invoice_order,
        response={201: invoices.InvoiceOut},
        summary="Draft an invoice",
    )
    add("/quotations/{int:key}/pdf", ["GET"], document, summary="The PDF")
    add("/deliveries/{int:key}/pdf", ["GET"], note, summary="The delivery note")
    add("/deliveries/{int:key}", ["DELETE"], take_back, response={204: None}, summary="Take a delivery back")
    mount(router, RESOURCE)
    return router
