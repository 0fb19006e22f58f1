"""The lists of the catalogue: products, and the small tables beside them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.choices import ProductKind
from filon.catalog.models import PaymentTerm, PriceList, Product, Tax, Unit, UnitFamily
from filon.organisation.models import Organisation
from filon.search.services.querying import matching
from filon.ui import cells, formatting
from filon.ui.cells import Cell
from filon.ui.configuration import ConfigurationList
from filon.ui.configuration.uses import Use
from filon.ui.lists.declaration import Column, Primary, RecordList
from filon.ui.lists.filters import IN_USE, Flag, Flags
from filon.ui.lists.look import Look

_CRUMBS = (_("CRM"), _("Configuration"))


def _rows(user: User) -> "QuerySet[Product]":
    return Product.objects.visible_to(user)


def _price(product: Any, look: Look) -> str:
    currency = look.once("currency of products", lambda: Organisation.current().currency_id or "")
    return formatting.money_exact(product.price, currency)


def _factor(unit: Any, _look: Look) -> str:
    return formatting.exact(unit.factor)


def _family() -> dict[str, Any]:
    return {"family": UnitFamily.objects.all()[0]}


def _of_products(field: str) -> tuple[Use, ...]:
    return (Use(Product.objects.all, field, ngettext_lazy("%(shown)s product", "%(shown)s products", "n")),)


PRODUCTS = RecordList(
    key="products",
    title=_("Products"),
    noun=ngettext_lazy("%(shown)s product", "%(shown)s products", "n"),
    rows=_rows,
    order="name",
    url_name="catalog:product",
    crumbs=_CRUMBS,
    search=matching,
    related=("unit", "tax"),
    columns=(
        Column("name", _("Name"), cells.translated("name"), sort="sort_key"),
        Column("reference", _("Reference"), cells.text("reference"), on_phone="under"),
        Column("kind", _("Kind"), cells.choice("kind")),
        Column("unit", _("Unit"), cells.text("unit")),
        Column("price", _("Price"), Cell(_price, lambda row: row.price, "num"), sort="price", on_phone="beside"),
        Column("tax", _("Tax"), cells.text("tax")),
    ),
    facets=(
        IN_USE,
        Flags(
            "kind",
            _("Kind"),
            flags=tuple(Flag(kind.value, kind.label, Q(kind=kind)) for kind in ProductKind),
        ),
    ),
    starts_with=lambda _user: ("state:active",),
    primary=Primary(_("New"), _("New product"), "catalog:product-new", visible_to=policies.may_change),
    empty_text=_("What you sell, with price and VAT, ready for quotations."),
    empty_icon="package",
)


TAXES = ConfigurationList(
    key="taxes",
    title=_("Taxes"),
    description=_("VAT by rate and day; open one to see its rates."),
    label=_("Tax"),
    hint=_("Name of the tax"),
    crumbs=_CRUMBS,
    model=Tax,
    require=policies.require_change,
    columns=(
        Column("category", _("VAT category"), cells.choice("category")),
        Column("included", _("Included in the price"), cells.yes_no("is_included")),
    ),
    url_name="catalog:tax",
    uses=_of_products("tax"),
    is_ordered=True,
)
FAMILIES = ConfigurationList(
    key="unit-families",
    title=_("Families of units"),
    description=_("Units of one family convert into each other."),
    label=_("Family of units"),
    hint=_("Name of the family"),
    crumbs=_CRUMBS,
    model=UnitFamily,
    require=policies.require_change,
    uses=(Use(Unit.objects.all, "family", ngettext_lazy("%(shown)s unit", "%(shown)s units", "n")),),
    has_archive=False,
)
UNITS = ConfigurationList(
    key="units",
    title=_("Units of measure"),
    description=_("How quantities are counted, and how one unit converts into another."),
    label=_("Unit"),
    hint=_("Name of the unit"),
    crumbs=_CRUMBS,
    model=Unit,
    require=policies.require_change,
    columns=(
        Column("family", _("Family of units"), cells.text("family")),
        Column("factor", _("Contains"), Cell(_factor, lambda row: row.factor, "num")),
    ),
    related=("family",),
    url_name="catalog:unit",
    uses=_of_products("unit"),
    is_ordered=True,
    defaults=_family,
)
PRICE_LISTS = ConfigurationList(
    key="price-lists",
    title=_("Price lists"),
    description=_("Other prices for some customers, quantities or days."),
    label=_("Price list"),
    hint=_("Name of the price list"),
    crumbs=_CRUMBS,
    model=PriceList,
    require=policies.require_change,
    columns=(Column("currency", _("Currency"), cells.text("currency_id")),),
    url_name="catalog:price-list",
    is_ordered=True,
)
TERMS = ConfigurationList(
    key="payment-terms",
    title=_("Payment terms"),
    description=_("When quotations and invoices are to be paid."),
    label=_("Payment term"),
    hint=_("Name of the payment term"),
    crumbs=_CRUMBS,
    model=PaymentTerm,
    url_name="catalog:payment-term",
    require=policies.require_change,
    is_ordered=True,
)
