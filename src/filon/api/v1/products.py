"""Products and services."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Money, Short, Texts, Translated, names
from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.models import Product, Tax, Unit
from filon.catalog.services import products
from filon.history.services.reading import etag
from filon.search.services.querying import matching


class ProductOut(Schema):
    """A product; price without or with tax as its tax says, in the company's currency."""

    id: int
    name: Texts
    description: Texts
    reference: str
    kind: Literal["goods", "service"]
    unit: int
    price: Decimal
    tax: int | None
    invoice_policy: Literal["ordered", "delivered"]
    active: bool


class ProductIn(Incoming):
    """What may be said about a product. A plain text counts for both languages."""

    name: Translated
    description: Translated = ""
    reference: Short = ""
    kind: Literal["goods", "service"] = "goods"
    unit: int | None = None
    price: Money = Decimal(0)
    cost: Money = Decimal(0)
    tax: int | None = None
    invoice_policy: Literal["ordered", "delivered"] = "ordered"
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know every product."""
    return Product.objects.visible_to(user)


def serialised(found: Sequence[Product]) -> list[Json]:
    """Products as JSON objects."""
    return [
        {
            "id": product.pk,
            "name": product.name,
            "description": product.description,
            "reference": product.reference,
            "kind": product.kind,
            "unit": product.unit_id,
            "price": product.price,
            "tax": product.tax_id,
            "invoice_policy": product.invoice_policy,
            "active": product.is_active,
        }
        for product in found
    ]


def create(user: User, values: Json) -> Product:
    """Add a product."""
    active = values.pop("active", True)
    product = products.create_product(actor=user, **_understood(values))
    return product if active else _switched(product, user, active=False)


def change(product: Product, user: User, values: Json) -> Product:
    """Change a product."""
    active = values.pop("active", product.is_active)
    if values:
        product = products.update_product(actor=user, product=product, **_understood(values))
    return product if active == product.is_active else _switched(product, user, active=active)


def _understood(values: Json) -> Json:
    for name in ("name", "description"):
        if name in values:
            values[name] = names(values[name])
    if values.get("unit", 0) is None:
        values.pop("unit")
    if "kind" in values:
        values["kind"] = ProductKind(values["kind"])
    if "invoice_policy" in values:
        values["invoice_policy"] = InvoicePolicy(values["invoice_policy"])
    return resolved(values, {"unit": Unit.objects.all(), "tax": Tax.objects.all()})


def _switched(product: Product, user: User, *, active: bool) -> Product:
    products.archive_product(actor=user, product=product, is_active=active)
    return product


RESOURCE = Resource(
    name="products",
    rows=rows,
    serialised=serialised,
    outgoing=ProductOut,
    incoming=ProductIn,
    listing=Listing(
        filters={"reference": Filter("reference"), "kind": Filter("kind"), "tax": Filter("tax", "integer")},
        order={"id": "pk", "name": "sort_key", "price": "price"},
        archive="is_active",
        search=matching,
    ),
    create=create,
    change=change,
    remove=lambda product, user: products.delete_product(actor=user, product=product),
    etag=lambda product: etag(product.pk),
)


def routes() -> Router:
    """The routes of products."""
    router = Router(tags=["products"])
    mount(router, RESOURCE)
    return router
