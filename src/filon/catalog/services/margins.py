"""What a sale leaves after cost."""

from datetime import date
from decimal import Decimal

from filon.catalog.models import Product
from filon.catalog.services.taxing import TaxBook
from filon.core.money import rounded


def margin_of(product: Product, day: date) -> tuple[Decimal, Decimal]:
    """What one of a product leaves of its own price without VAT after its cost, and that in hundredths of the price.

    A price that contains a tax is freed of it at the rate of `day`; of a price of zero there is no share: it is 0.
    """
    price = product.price
    if product.tax and product.tax.is_included:
        price = rounded(price * 100 / (100 + TaxBook.of(day).percents.get(product.tax.pk, Decimal(0))))
    margin = price - product.cost
    return margin, margin * 100 / price if price else Decimal(0)
