"""What the catalogue is to the house."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.catalog import policies
from filon.catalog.imports import PRODUCTS
from filon.catalog.models import Product
from filon.catalog.services.products import archive_product, derive_again
from filon.catalog.tasks import fetch_rates
from filon.core.record_types import RecordType, register_record_type
from filon.exchange.registering import register_exchangeable
from filon.history.derived import register_derived
from filon.jobs import schedules
from filon.search.registry import Searchable, register_page_words, register_searchable
from filon.ui.menu import MenuEntry, menu

schedules.register("fetch-rates", fetch_rates, every=timedelta(hours=6))
register_exchangeable(PRODUCTS)
register_record_type(
    RecordType(
        kind=Product.record_kind,
        label=_("Product"),
        icon="package",
        model=Product,
        visible_to=lambda user: Product.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("catalog:product", args=[pk]),
        may_change=lambda user, _row: policies.may_change(user),
        restore=lambda user, row: archive_product(actor=user, product=row, is_active=True),
    )
)
register_derived(Product, derive_again)
register_searchable(
    Searchable(Product.record_kind, detail=lambda product: product.reference, prepare=lambda rows: rows)
)
register_page_words("products", "produse servicii articole catalog products services items")
register_page_words("taxes", "taxe tva cote vat tax rates")
for _order, (_key, _label, _icon, _words) in enumerate(
    (
        ("products", _("Products"), "package", _("What you sell, with price and VAT.")),
        ("taxes", _("Taxes"), "receipt-tax", _("VAT by rate and day, and reasons for exemptions.")),
        ("price-lists", _("Price lists"), "tags", _("Other prices for some customers, quantities or days.")),
        ("units", _("Units of measure"), "ruler", _("How quantities are counted and convert.")),
        ("unit-families", _("Families of units"), "ruler", _("Units of one family convert into each other.")),
        ("payment-terms", _("Payment terms"), "calendar-dollar", _("When quotations and invoices are to be paid.")),
    ),
    start=80,
):
    menu.register(
        MenuEntry(
            _key,
            _label,
            url_name=f"catalog:{_key}",
            icon=_icon,
            parent="configuration",
            order=_order,
            visible_to=policies.may_change,
            description=_words,
        )
    )
