"""What a product costs the customer: its own price, or what a rule of a price list makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models import PriceList, PriceRule, Product, Unit
from filon.catalog.services.converting import ratio
from filon.core.money import rounded
from filon.organisation.services.rates import required_rate

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Price:
    """The price of one unit and the discount on it in hundredths; together they are what the customer pays."""

    unit_price: Decimal
    discount: Decimal = Decimal(0)


@dataclass(frozen=True)
class PriceBook:
    """The rules of one price list on one day for one customer, from one query, for as many lines as there are.

    `rate` is what one unit of the document's currency is worth in the organisation's, `list_rate` one of the list's.
    """

    rules: tuple[PriceRule, ...]
    rate: Decimal
    list_rate: Decimal
    shows_discount: bool

    @classmethod
    def of(
        cls,
        *,
        price_list: PriceList | None,
        currency: str,
        day: date,
        customer_id: int | None,
        products: Iterable[int],
    ) -> "PriceBook":
        """The book for these products. DomainError on `currency` when no exchange rate is known for it."""
        rate = required_rate(currency, day)
        if price_list is None:
            return cls((), rate, rate, shows_discount=True)
        list_rate = required_rate(price_list.currency_id or "", day)
        rules = PriceRule.objects.filter(price_list=price_list)
        fitting = tuple(
            rule
            for rule in rules.filter(product__in=list(products)) | rules.filter(product=None)
            if _holds(rule, day, customer_id)
        )
        return cls(tuple(sorted(fitting, key=_weight, reverse=True)), rate, list_rate, price_list.shows_discount)

    def price(self, product: Product, quantity: Decimal, unit: Unit) -> Price:
        """What one `unit` of the product costs when `quantity` of it are bought.

        A rule for the product goes before one for all, one for the customer before one for everybody, and of these
        the one with the highest quantity. Quantities of rules are in the product's own unit.
        """
        factor = ratio(unit, product.unit)
        own = product.price / self.rate
        rule = self.rule_for(product, quantity, unit)
        if rule is None:
            return Price(rounded(own * factor))
        lowered = self._by_rule(rule, product) * factor * self.list_rate / self.rate
        listed = own * factor
        if not self.shows_discount or lowered >= listed or not listed or rule.method == PriceMethod.FORMULA:
            return Price(rounded(lowered))
        return Price(rounded(listed), rounded((listed - lowered) * HUNDRED / listed))

    def cost(self, product: Product, unit: Unit) -> Decimal:
        """What one `unit` costs the company, in the currency of the list."""
        return rounded(product.cost / self.rate * ratio(unit, product.unit))

    def rule_for(self, product: Product, quantity: Decimal, unit: Unit) -> PriceRule | None:
        """The rule that decides; None when the product's own price holds."""
        wanted = abs(quantity) * ratio(unit, product.unit)
        fitting = (rule for rule in self.rules if rule.product_id in (None, product.pk))
        return next((rule for rule in fitting if rule.min_quantity <= wanted), None)

    def _by_rule(self, rule: PriceRule, product: Product) -> Decimal:
        """What a rule makes of the product's price or cost, in the list's currency."""
        own = product.price / self.list_rate
        if rule.method == PriceMethod.FIXED:
            return rule.fixed_price
        if rule.method == PriceMethod.PERCENT:
            return own * (HUNDRED - rule.percent) / HUNDRED
        return by_formula(rule, own if rule.base == PriceBase.PRICE else product.cost / self.list_rate)


def by_formula(rule: PriceRule, base: Decimal) -> Decimal:
    """Base less a percentage (below zero: a mark-up), rounded to a multiple, plus a fee, between the two margins.

    Rounding comes before the fee, so that a multiple of 10 and a fee of −0.01 end in 9.99.
    """
    price = base * (HUNDRED - rule.percent) / HUNDRED
    if rule.rounding:
        price = (price / rule.rounding).quantize(Decimal(1), rounding=ROUND_HALF_UP) * rule.rounding
    price += rule.fee
    if rule.min_margin is not None:
        price = max(price, base + rule.min_margin)
    if rule.max_margin is not None:
        price = min(price, base + rule.max_margin)
    return max(price, Decimal(0))


def _holds(rule: PriceRule, day: date, customer_id: int | None) -> bool:
    if rule.customer_id is not None and rule.customer_id != customer_id:
        return False
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_until is None or day <= rule.valid_until)


def _weight(rule: PriceRule) -> tuple[bool, bool, Decimal, int]:
    return (rule.product_id is not None, rule.customer_id is not None, rule.min_quantity, rule.pk)
