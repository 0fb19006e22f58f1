"""What the price list says about the lines of a quotation."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.catalog.models import Product
from filon.catalog.services.describing import conditions_of, method_of
from filon.catalog.services.pricing import PriceBook
from filon.core.fields import translated
from filon.core.updating import update_rows
from filon.history.services.recording import describe
from filon.sales.choices import LineKind
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.computing import content_changed, recompute
from filon.sales.services.locking import lock_open
from filon.ui import formatting

PRICED = ("unit_price", "discount", "cost")


def book_for(quotation: Quotation, products: Iterable[int]) -> PriceBook:
    """The prices of these products for this quotation."""
    return PriceBook.of(
        price_list=quotation.price_list,
        currency=quotation.currency_code,
        day=quotation.quoted_on,
        customer_id=quotation.customer_id,
        products=products,
    )


def price_line(line: QuotationLine, book: PriceBook) -> None:
    """Give a line, which is not saved, the price, discount and cost of its product."""
    if line.product is None or line.unit is None:
        return
    price = book.price(line.product, line.quantity, line.unit)
    line.unit_price, line.discount = price.unit_price, price.discount
    line.cost = book.cost(line.product, line.unit)


def take_product(line: QuotationLine, product: Product, language: str) -> None:
    """Give a line the product's name and text in the language of the document, its unit and its tax."""
    with override(language):
        line.name, line.description = translated(product.name), translated(product.description)
    line.product, line.unit, line.tax = product, product.unit, product.tax
    line.has_own_price = False


def explained(line: QuotationLine, quotation: Quotation, *, tells_cost: bool) -> str:
    """Why the line has its price, in a sentence; empty for what has no product."""
    product, unit = line.product, line.unit
    if product is None or unit is None:
        return ""
    book = book_for(quotation, [product.pk])
    price, rule = book.price(product, line.quantity, unit), book.rule_for(product, line.quantity, unit)
    listed = formatting.money_exact(price.unit_price, quotation.currency_code)
    if price.discount:
        listed += f" − {formatting.percent(price.discount, formatting.places(price.discount))}"
    if rule is None or quotation.price_list is None:
        why = _("%(price)s is the product's own price.") % {"price": listed}
    else:
        said = {"price": listed, "list": quotation.price_list}
        said["how"] = method_of(rule, quotation.price_list.currency_id or "", tells_cost=tells_cost)
        when = conditions_of(rule)
        said["when"] = f" ({when})" if when else ""
        why = _("%(price)s by “%(list)s”: %(how)s%(when)s.") % said
    if (line.unit_price, line.discount) != (price.unit_price, price.discount):
        return _("Typed by hand; otherwise: %(why)s") % {"why": why}
    return why


@transaction.atomic
def update_prices(*, actor: User | None, quotation: Quotation) -> Quotation:
    """Take the prices of the price list for all lines with a product, those typed by hand too."""
    quotation = lock_open(actor=actor, quotation=quotation)
    describe(gettext_noop("Took the prices of the price list"))
    lines = list(
        quotation.lines.filter(kind=LineKind.PRODUCT, product__isnull=False).select_related("product__unit", "unit")
    )
    book = book_for(quotation, [line.product_id for line in lines if line.product_id])
    for line in lines:
        price_line(line, book)
        line.has_own_price = False
    update_rows(lines, (*PRICED, "has_own_price"))
    recompute(quotation)
    content_changed(quotation)
    return quotation
