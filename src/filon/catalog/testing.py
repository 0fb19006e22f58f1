"""Builders for tests."""

from datetime import date
from decimal import Decimal

from filon.catalog.choices import PriceMethod
from filon.catalog.models import PriceList, PriceRule, Product, Tax, Unit
from filon.catalog.services.products import create_product


def the_tax(name: str = "Standard VAT") -> Tax:
    """One of the taxes that every installation starts with, by its English name."""
    return Tax.objects.get(name__en=name)


def the_unit(name: str = "pcs") -> Unit:
    """One of the units that every installation starts with, by its English name."""
    return Unit.objects.get(name__en=name)


def a_product(
    name: str = "Panou fotovoltaic 550 W",
    *,
    price: str = "780.00",
    cost: str = "520.00",
    reference: str = "",
    tax: Tax | None = None,
    unit: Unit | None = None,
) -> Product:
    """A product with the standard VAT."""
    return create_product(
        actor=None,
        name={"ro": name},
        price=Decimal(price),
        cost=Decimal(cost),
        reference=reference,
        tax=tax or the_tax(),
        unit=unit or the_unit(),
    )


def a_price_list(name: str = "Revânzători", *, currency: str = "RON", shows_discount: bool = True) -> PriceList:
    """A price list without rules."""
    return PriceList.objects.create(name={"ro": name}, currency_id=currency, shows_discount=shows_discount)


def a_rule(
    price_list: PriceList,
    *,
    product: Product | None = None,
    percent: str = "10",
    fixed: str | None = None,
    min_quantity: str = "0",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> PriceRule:
    """A rule: a percentage off, or a fixed price."""
    return PriceRule.objects.create(
        price_list=price_list,
        product=product,
        method=PriceMethod.PERCENT if fixed is None else PriceMethod.FIXED,
        percent=Decimal(percent),
        fixed_price=Decimal(fixed or 0),
        min_quantity=Decimal(min_quantity),
        valid_from=valid_from,
        valid_until=valid_until,
    )
