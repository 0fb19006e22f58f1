"""Invoices, credit notes, their lines and payments."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.messages import mount_messages
from filon.api.v1.schemas import Short
from filon.catalog.models import PaymentTerm, Tax
from filon.contacts.models import Contact
from filon.history.services.reading import etag
from filon.invoicing.models import Invoice, InvoiceLine, Payment
from filon.invoicing.services import crediting, drafting, paying, posting
from filon.invoicing.services.documents import invoice_pdf
from filon.organisation.models import Currency
from filon.search.services.querying import matching
from filon.teams.models import Team
from filon.ui.files import pdf_answer


class InvoiceLineOut(Schema):
    """A line; `base` is its untaxed amount as the document computes it."""

    id: int
    invoice: int
    order_line: int | None
    product: int | None
    name: str
    description: str
    quantity: Decimal
    unit: int | None
    unit_price: Decimal
    discount: Decimal
    tax: int | None
    tax_percent: Decimal
    base: Decimal
    is_down_payment: bool


class InvoiceLineIn(Incoming):
    """A line of a draft, as typed."""

    invoice: int
    name: str = ""
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    tax: int | None = None


class PaymentOut(Schema):
    """What settled a document, in its currency."""

    id: int
    invoice: int
    paid_on: date
    amount: Decimal
    method: Literal["bank", "card", "cash", "offset", "credit_note"]
    reference: str
    credit_note: int | None


class InvoiceOut(Schema):
    """An invoice or credit note. `residual` is what is still to be paid; `credits` is what a credit note takes back."""

    id: int
    number: str
    kind: Literal["invoice", "credit_note"]
    state: Literal["draft", "posted"]
    quotation: int | None
    credits: int | None
    lead: int | None
    contact: int
    customer_reference: str
    issue_date: date
    due_date: date | None
    language: str
    currency: str
    payment_terms: int | None
    terms: str
    salesperson: int | None
    team: int | None
    untaxed_total: Decimal
    tax_total: Decimal
    rounding: Decimal
    total: Decimal
    residual: Decimal
    lines: list[InvoiceLineOut]
    payments: list[PaymentOut]


class InvoiceIn(Incoming):
    """A draft without an order; from an order it is drafted by `quotations/{id}/invoice`."""

    contact: int | None = None
    currency: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    payment_terms: int | None = None
    customer_reference: Short = ""
    terms: str = ""
    salesperson: int | None = None
    team: int | None = None


class PayIn(Incoming):
    """Money that came, or went out for a credit note; all that is left when `amount` is not said."""

    amount: Decimal | None = None
    on: date | None = None
    method: Literal["bank", "card", "cash", "offset"] = "bank"
    reference: Short = ""


class CreditIn(Incoming):
    """The quantities to credit by line; everything that is left when it is not said."""

    lines: dict[int, Decimal] | None = None


NAMES = {
    "id": "pk", "number": "number", "kind": "kind", "state": "state", "quotation": "order_id", "credits": "credits_id",
    "lead": "lead_id", "contact": "customer_id", "customer_reference": "customer_reference", "issue_date": "issued_on",
    "due_date": "due_on", "language": "language", "currency": "currency_id", "payment_terms": "payment_term_id",
    "terms": "terms", "salesperson": "salesperson_id", "team": "team_id", "untaxed_total": "untaxed",
    "tax_total": "tax", "rounding": "rounding", "total": "total", "residual": "residual",
}  # fmt: skip
LINE_NAMES = ("order_line_id", "product_id", "name", "description", "quantity", "unit_id", "unit_price", "discount",
              "tax_id", "tax_percent", "base", "is_down_payment", "invoice_id")  # fmt: skip
PAYMENT_NAMES = ("invoice_id", "paid_on", "amount", "method", "reference", "credit_note_id")
WRITTEN = {"issue_date": "issued_on", "due_date": "due_on", "payment_terms": "payment_term", "contact": "customer"}


def _columns(row: Any, names: Sequence[str]) -> Json:
    return {"id": row.pk, **{name.removesuffix("_id"): getattr(row, name) for name in names}}


def serialised(found: Sequence[Invoice]) -> list[Json]:
    """Invoices with their lines and payments as JSON objects, in two queries."""
    lines: dict[int, list[Json]] = {row.pk: [] for row in found}
    payments: dict[int, list[Json]] = {row.pk: [] for row in found}
    for line in InvoiceLine.objects.filter(invoice__in=list(lines)):
        lines[line.invoice_id].append(_columns(line, LINE_NAMES))
    for payment in Payment.objects.filter(invoice__in=list(lines)):
        payments[payment.invoice_id].append(_columns(payment, PAYMENT_NAMES))
    return [
        {
            **{name: getattr(row, column) for name, column in NAMES.items()},
            "lines": lines[row.pk],
            "payments": payments[row.pk],
        }
        for row in found
    ]


def _understood(values: Json, user: User) -> Json:
    found = resolved(
        values,
        {
            "contact": Contact.objects.visible_to(user),
            "currency": Currency.objects.all(),
            "payment_terms": PaymentTerm.objects.all(),
            "salesperson": User.objects.active(),
            "team": Team.objects.visible_to(user),
        },
    )
    return {WRITTEN.get(name, name): value for name, value in found.items()}


def create(user: User, values: Json) -> Invoice:
    """Draft an invoice; what is null is proposed."""
    said = _understood({name: value for name, value in values.items() if value is not None}, user)
    day = said.pop("issued_on", user.today)
    return drafting.draft_invoice(actor=user, customer=said.pop("customer", None), day=day, **said)


def change(invoice: Invoice, user: User, values: Json) -> Invoice:
    """Change the head of a draft; customer and currency stay."""
    said = {name: value for name, value in values.items() if name not in ("contact", "currency")}
    return drafting.update_draft(actor=user, invoice=invoice, **_understood(said, user))


RESOURCE = Resource(
    name="invoices",
    rows=lambda user: Invoice.objects.visible_to(user),
    serialised=serialised,
    outgoing=InvoiceOut,
    incoming=InvoiceIn,
    listing=Listing(
        filters={
            "number": Filter("number"),
            "kind": Filter("kind"),
            "state": Filter("state"),
            "quotation": Filter("order", "integer"),
            "lead": Filter("lead", "integer"),
            "contact": Filter("customer", "integer"),
            "salesperson": Filter("salesperson", "integer"),
            "team": Filter("team", "integer"),
        },
        order={"id": "pk", "issue_date": "issued_on", "total": "total_base"},
        search=matching,
    ),
    create=create,
    change=change,
    remove=lambda invoice, user: posting.delete_draft(actor=user, invoice=invoice),
    etag=lambda invoice: etag(invoice.pk),
)


def line_rows(user: User) -> Rows:
    """The lines of the invoices that the user sees."""
    return InvoiceLine.objects.filter(invoice__in=Invoice.objects.visible_to(user)).select_related("invoice")


def create_line(user: User, values: Json) -> InvoiceLine:
    """Add a line to a draft, with the standard tax unless one is named."""
    found = resolved(values, {"invoice": Invoice.objects.visible_to(user), "tax": Tax.objects.all()})
    said = {name: value for name, value in found.items() if value is not None}
    return drafting.add_line(actor=user, invoice=said.pop("invoice"), name=said.pop("name", ""), **said)


def change_line(line: InvoiceLine, user: User, values: Json) -> InvoiceLine:
    """Change a line of a draft."""
    said = {name: value for name, value in values.items() if name != "invoice"}
    return drafting.update_line(actor=user, line=line, **resolved(said, {"tax": Tax.objects.all()}))


LINES = Resource(
    name="invoice-lines",
    rows=line_rows,
    serialised=lambda found: [_columns(line, LINE_NAMES) for line in found],
    outgoing=InvoiceLineOut,
    incoming=InvoiceLineIn,
    listing=Listing(filters={"invoice": Filter("invoice", "integer")}, order={"id": "pk"}),
    create=create_line,
    change=change_line,
    remove=lambda line, user: drafting.remove_line(actor=user, line=line),
)
PAYMENTS = Resource(
    name="payments",
    rows=lambda user: Payment.objects.filter(invoice__in=Invoice.objects.visible_to(user)),
    serialised=lambda found: [_columns(payment, PAYMENT_NAMES) for payment in found],
    outgoing=PaymentOut,
    listing=Listing(
        filters={"invoice": Filter("invoice", "integer"), "paid_on": Filter("paid_on")}, order={"id": "pk"}
    ),
)


def post(request: HttpRequest, key: int) -> HttpResponse:
    """Give a draft its number; it then stands for ever. A second time it is refused (409)."""
    invoice = RESOURCE.one(request, key)
    RESOURCE.check_version(request, invoice)
    return RESOURCE.answer(request, posting.post_invoice(actor=user_of(request), invoice=invoice))


def pay(request: HttpRequest, key: int, payload: PayIn) -> HttpResponse:
    """Register a payment; never more than is left to pay (422)."""
    user, invoice = user_of(request), RESOURCE.one(request, key)
    paying.register_payment(
        actor=user,
        invoice=invoice,
        day=payload.on or user.today,
        amount=invoice.residual if payload.amount is None else payload.amount,
        method=payload.method,
        reference=payload.reference,
    )
    return RESOURCE.answer(request, invoice)


def credit(request: HttpRequest, key: int, payload: CreditIn) -> HttpResponse:
    """Draft a credit note of an invoice; never more than was invoiced (422)."""
    user = user_of(request)
    note = crediting.draft_credit_note(
        actor=user, invoice=RESOURCE.one(request, key), day=user.today, quantities=payload.lines
    )
    return RESOURCE.answer(request, note, 201)


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take back a payment that was registered by mistake."""
    payment = PAYMENTS.one(request, key)
    paying.take_payment_back(actor=user_of(request), payment=payment)
    return HttpResponse(status=204)


def pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The document as PDF."""
    invoice = RESOURCE.one(request, key)
    return pdf_answer(invoice_pdf(invoice), f"{invoice}.pdf")


def routes() -> Router:
    """The routes of invoices."""
    router = Router(tags=["invoices"])
    add = router.add_api_operation
    add("/invoices/{int:key}/post", ["POST"], post, response=InvoiceOut, summary="Give the number")
    add("/invoices/{int:key}/pay", ["POST"], pay, response=InvoiceOut, summary="Register a payment")
    add("/invoices/{int:key}/credit", ["POST"], credit, response={201: InvoiceOut}, summary="Draft a credit note")
    add("/invoices/{int:key}/pdf", ["GET"], pdf, summary="The PDF")
    add("/payments/{int:key}", ["DELETE"], take_back, response={204: None}, summary="Take a payment back")
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    mount(router, LINES)
    mount(router, PAYMENTS)
    return router
