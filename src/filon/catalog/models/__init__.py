"""The rows of this room."""

from filon.catalog.models.payment_term import PaymentTerm, PaymentTermPart
from filon.catalog.models.price_list import PriceList, PriceRule
from filon.catalog.models.product import Product, ProductQuerySet
from filon.catalog.models.tax import Tax, TaxRate
from filon.catalog.models.unit import Unit, UnitFamily

__all__ = [
    "PaymentTerm",
    "PaymentTermPart",
    "PriceList",
    "PriceRule",
    "Product",
    "ProductQuerySet",
    "Tax",
    "TaxRate",
    "Unit",
    "UnitFamily",
]
