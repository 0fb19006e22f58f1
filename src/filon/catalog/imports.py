"""Products from files and into files."""

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.models import Product, Tax, Unit
from filon.catalog.services.products import create_product, update_product
from filon.core.normalising import sort_key
from filon.exchange.declaring import ID, Column, Exchangeable, Key, Link, Twin, Values, by_name
from filon.exchange.readers import NAME, choice, number, text

TEXTS = ("name", "description")


def _product_values(values: Values, product: Product | None) -> dict[str, Any]:
    """The texts of both languages together, beside those that are not in the file."""
    told = dict(values)
    for name in TEXTS:
        said = {language: told.pop(f"{name}_{language}") for language in ("ro", "en") if f"{name}_{language}" in told}
        if said:
            told[name] = {**(getattr(product, name) if product else {}), **said}
    return told


def _create(user: User, items: Sequence[Values]) -> list[Product]:
    return [create_product(actor=user, **_product_values(item, None)) for item in items]


def _update(user: User, product: Product, values: Values) -> None:
    update_product(actor=user, product=product, **_product_values(values, product))


def _marks(item: Values) -> Iterable[Hashable]:
    return [("reference", item["reference"])] if item.get("reference") else [("name", sort_key(item["name_ro"]))]


def _twins(user: User, items: Sequence[Values]) -> list[list[Twin]]:
    marks = [next(iter(_marks(item))) for item in items]
    wanted = Q(reference__in=[item["reference"] for item in items if item.get("reference")])
    wanted |= Q(sort_key__in=[sort_key(item["name_ro"]) for item in items if not item.get("reference")])
    rows = Product.objects.visible_to(user).filter(wanted)
    by_reference, by_sort_key = gettext("the same reference"), gettext("the same name")
    found: dict[Hashable, Twin] = {}
    for row in rows.order_by("-pk"):
        found["name", row.sort_key] = Twin(row.pk, str(row), by_sort_key)
        found["reference", row.reference] = Twin(row.pk, str(row), by_reference)
    return [[found[mark]] if mark in found else [] for mark in marks]


def _text(name: str, language: str) -> Any:
    return lambda row: getattr(row, name).get(language, "")


PRODUCTS = Exchangeable(
    kind="product",
    label=_("Products"),
    icon="package",
    list_keys=("products",),
    rows=lambda user: Product.objects.visible_to(user).select_related("unit", "tax"),
    columns=(
        ID,
        Column("name_ro", _("Name"), text(200), "nume; denumire; produs; product; product name", is_required=True,
               of=_text("name", "ro")),
        Column("name_en", _("Name in English"), text(200), "english name", of=_text("name", "en")),
        Column("reference", _("Reference"), text(60), "cod; cod produs; sku; code; product code; cod intern"),
        Column("kind", _("Kind"), choice(lambda: ProductKind.choices, ProductKind.GOODS), "tip; tip produs; type"),
        Column("unit", _("Unit"), NAME, "um; unitate; unitate de măsură; uom",
               link=Link(by_name(lambda _user: Unit.objects.all()))),
        Column("price", _("Price"), number(empty=Decimal(0)), "preț; preț de vânzare; sales price; unit price"),
        Column("cost", _("Cost"), number(empty=Decimal(0)), "preț de achiziție; purchase price"),
        Column("tax", _("Tax"), NAME, "tva; taxă; vat; cota tva",
               link=Link(by_name(lambda _user: Tax.objects.filter(is_active=True)))),
        Column("invoice_policy", _("Invoiced by"),
               choice(lambda: InvoicePolicy.choices, InvoicePolicy.ORDERED), "politica de facturare"),
        Column("description_ro", _("Description on quotations"), text(), "descriere; description",
               of=_text("description", "ro")),
        Column("description_en", _("Description in English"), text(), of=_text("description", "en")),
    ),
    keys={"id": Key("pk"), "reference": Key("reference"), "name_ro": Key("sort_key", sort_key)},
    create=_create,
    update=_update,
    twins=_twins,
    marks=_marks,
)  # fmt: skip
