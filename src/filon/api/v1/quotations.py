"""Quotations and orders, their lines, and what is done to them."""

from collections.abc import Callable, Sequence
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
from filon.api.v1.schemas import Language, Short
from filon.catalog.models import PaymentTerm, PriceList, Product, Tax, Unit
from filon.contacts.models import Contact
from filon.crm.models import Lead
from filon.history.services.reading import etag
from filon.organisation.models import Currency
from filon.sales.choices import LineKind
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services import creating, lines, states, updating
from filon.search.services.querying import matching
from filon.teams.models import Team


class LineOut(Schema):
    """A line; `base` is its untaxed amount as the document computes it."""

    id: int
    quotation: int
    kind: Literal["product", "section", "note"]
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
    is_optional: bool


class LineIn(Incoming):
    """What may be said about a line; a product gives name, unit, price and tax unless they are said too."""

    quotation: int
    kind: Literal["product", "section", "note"] = "product"
    product: int | None = None
    name: str = ""
    description: str = ""
    quantity: Decimal = Decimal(1)
    unit: int | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    tax: int | None = None
    is_optional: bool = False


class QuotationOut(Schema):
    """A quotation or order. Amounts are in `currency`; `total` is untaxed + tax + rounding."""

    id: int
    number: str
    state: Literal["draft", "sent", "order", "cancelled"]
    locked: bool
    lead: int | None
    customer: int
    attention: int | None
    customer_reference: str
    quoted_on: date
    valid_until: date | None
    language: str
    price_list: int | None
    currency: str
    payment_term: int | None
    terms: str
    salesperson: int | None
    team: int | None
    untaxed: Decimal
    tax: Decimal
    rounding: Decimal
    total: Decimal
    version: int
    changed_since_sent: bool
    lines: list[LineOut]


class QuotationIn(Incoming):
    """What may be said about a quotation; what is left out is proposed by opportunity, customer and settings."""

    lead: int | None = None
    customer: int | None = None
    attention: int | None = None
    customer_reference: Short = ""
    quoted_on: date | None = None
    valid_until: date | None = None
    language: Language = ""
    price_list: int | None = None
    currency: str | None = None
    payment_term: int | None = None
    terms: str | None = None
    salesperson: int | None = None
    team: int | None = None


COLUMNS = (
    "number", "state", "lead_id", "customer_id", "attention_id", "customer_reference", "quoted_on", "valid_until",
    "language", "price_list_id", "currency_id", "payment_term_id", "terms", "salesperson_id", "team_id", "untaxed",
    "tax", "rounding", "total", "version",
)  # fmt: skip
LINE_COLUMNS = (
    "quotation_id", "kind", "product_id", "name", "description", "quantity", "unit_id", "unit_price", "discount",
    "tax_id", "tax_percent", "base", "is_optional",
)  # fmt: skip


NEVER_EMPTY = ("quoted_on", "language", "currency", "terms", "customer")


def _columns(row: Any, names: Sequence[str]) -> Json:
    return {"id": row.pk, **{name.removesuffix("_id"): getattr(row, name) for name in names}}


def serialised(found: Sequence[Quotation]) -> list[Json]:
    """Quotations with their lines as JSON objects, in two queries."""
    by_quotation: dict[int, list[Json]] = {row.pk: [] for row in found}
    for line in QuotationLine.objects.filter(quotation__in=list(by_quotation)):
        by_quotation[line.quotation_id].append(_columns(line, LINE_COLUMNS))
    return [
        {
            **_columns(row, COLUMNS),
            "locked": row.is_locked,
            "changed_since_sent": row.is_changed,
            "lines": by_quotation[row.pk],
        }
        for row in found
    ]


def _understood(values: Json, user: User) -> Json:
    said = {
        name: value
        for name, value in values.items()
        if not (
            value in (None, "") and name in ("quoted_on", "language", "currency", "terms", "price_list", "customer")
        )
    }
    contacts = Contact.objects.visible_to(user)
    return resolved(
        said,
        {
            "lead": Lead.objects.visible_to(user),
            "customer": contacts,
            "attention": contacts,
            "price_list": PriceList.objects.all(),
            "currency": Currency.objects.all(),
            "payment_term": PaymentTerm.objects.all(),
            "salesperson": User.objects.active(),
            "team": Team.objects.visible_to(user),
        },
    )


def create(user: User, values: Json) -> Quotation:
    """Write a draft; what is null is proposed."""
    said = {name: value for name, value in values.items() if value is not None}
    return creating.create_quotation(actor=user, **_understood(said, user))


def change(quotation: Quotation, user: User, values: Json) -> Quotation:
    """Change the head of a quotation."""
    return updating.update_quotation(actor=user, quotation=quotation, **_understood(values, user))


RESOURCE = Resource(
    name="quotations",
    rows=lambda user: Quotation.objects.visible_to(user),
    serialised=serialised,
    outgoing=QuotationOut,
    incoming=QuotationIn,
    listing=Listing(
        filters={
            "number": Filter("number"),
            "state": Filter("state"),
            "lead": Filter("lead", "integer"),
            "customer": Filter("customer", "integer"),
            "salesperson": Filter("salesperson", "integer"),
            "team": Filter("team", "integer"),
        },
        order={"id": "pk", "number": "number", "quoted_on": "quoted_on", "total": "total_base"},
        search=matching,
    ),
    create=create,
    change=change,
    remove=lambda quotation, user: states.delete_quotation(actor=user, quotation=quotation),
    etag=lambda quotation: etag(quotation.pk),
)


def line_rows(user: User) -> Rows:
    """The lines of the quotations that the user sees."""
    return QuotationLine.objects.filter(quotation__in=Quotation.objects.visible_to(user)).select_related("quotation")


def _line_values(values: Json) -> Json:
    said = {name: value for name, value in values.items() if value is not None or name in ("product", "unit", "tax")}
    return resolved(said, {"product": Product.objects.all(), "unit": Unit.objects.all(), "tax": Tax.objects.all()})


def create_line(user: User, values: Json) -> QuotationLine:
    """Add a line. What is null or empty comes from the product."""
    found = resolved(values, {"quotation": Quotation.objects.visible_to(user)})
    said = {name: value for name, value in found.items() if value not in (None, "")}
    quotation, kind = said.pop("quotation"), LineKind(said.pop("kind", LineKind.PRODUCT))
    return lines.add_line(actor=user, quotation=quotation, kind=kind, **_line_values(said))


def change_line(line: QuotationLine, user: User, values: Json) -> QuotationLine:
    """Change a line; it stays in its quotation and of its kind."""
    said = {name: value for name, value in values.items() if name not in ("quotation", "kind")}
    return lines.update_line(actor=user, line=line, **_line_values(said))


LINES = Resource(
    name="quotation-lines",
    rows=line_rows,
    serialised=lambda found: [_columns(line, LINE_COLUMNS) for line in found],
    outgoing=LineOut,
    incoming=LineIn,
    listing=Listing(
        filters={"quotation": Filter("quotation", "integer"), "product": Filter("product", "integer")},
        order={"id": "pk"},
    ),
    create=create_line,
    change=change_line,
    remove=lambda line, user: lines.remove_line(actor=user, line=line),
)
ACTS: dict[str, Callable[..., object]] = {
    "send": states.mark_sent,
    "confirm": states.confirm,
    "lock": states.lock,
    "unlock": states.unlock,
    "cancel": states.cancel,
    "draft": states.make_draft,
}


def act(request: HttpRequest, key: int, name: Literal["send", "confirm", "lock", "unlock", "cancel", "draft"]) -> Any:
    """Move a quotation through its life; what its state does not allow is refused (409)."""
    quotation = RESOURCE.one(request, key)
    RESOURCE.check_version(request, quotation)
    ACTS[name](actor=user_of(request), quotation=quotation)
    return RESOURCE.answer(request, quotation)


def duplicate(request: HttpRequest, key: int) -> HttpResponse:
    """Write the same content as a draft under a new number."""
    made = creating.duplicate(actor=user_of(request), quotation=RESOURCE.one(request, key))
    return RESOURCE.answer(request, made, 201)


def routes() -> Router:
    """The routes of quotations."""
    router = Router(tags=["quotations"])
    add = router.add_api_operation
    add("/quotations/{int:key}/duplicate", ["POST"], duplicate, response={201: QuotationOut}, summary="Duplicate")
    add("/quotations/{int:key}/acts/{name}", ["POST"], act, response=QuotationOut, summary="Send, confirm, cancel …")
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    mount(router, LINES)
    return router
