"""The amounts of a document, to the cent. Pure: no database. The same figures serve quotation, invoice and e-invoice.

The rules are those of EN 16931: a line's net amount is rounded; each tax is computed once per document, for each
category and rate, on the sum of its lines' net amounts (BR-CO-17). With prices that include the tax, what the customer
was told to pay is fixed: the net amounts of such lines are found backwards and share the cents by largest remainder.
A few gross amounts cannot be reached by any net amount with its tax, such as 0.03 at 21 %. The cent left over is the
`rounding` of the document (BT-114), so that both rules hold at once.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

from filon.core.money import CENT

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class AmountLine:
    """What a line says. `discount` and `percent` are in hundredths; `tax` is its category, None for no tax at all.

    With `is_included` the price contains the tax.
    """

    quantity: Decimal
    unit_price: Decimal
    discount: Decimal = Decimal(0)
    tax: Hashable = None
    percent: Decimal = Decimal(0)
    is_included: bool = False


@dataclass(frozen=True, slots=True)
class TaxAmount:
    """One tax of a document: `base` is the sum of its lines' bases, `amount` the tax on that sum."""

    tax: Hashable
    percent: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Amounts:
    """A document's amounts. `bases` are the net amounts of the lines in their order, `untaxed` is their sum.

    `total` is untaxed + tax + rounding.
    """

    bases: tuple[Decimal, ...]
    taxes: tuple[TaxAmount, ...]
    untaxed: Decimal
    tax: Decimal
    rounding: Decimal
    total: Decimal


def step_of(currency: str) -> Decimal:
    """The smallest amount of a currency (ISO 4217): 0.01, or 1 for the yen."""
    return Decimal(1).scaleb(-min(get_currency_precision(currency), 2))


def rounded_to(amount: Decimal, step: Decimal) -> Decimal:
    """`amount` rounded half away from zero to a multiple of `step`."""
    return amount.quantize(step, rounding=ROUND_HALF_UP)


def entered_amount(line: AmountLine, step: Decimal = CENT) -> Decimal:
    """Quantity times price less discount, rounded: net, or gross if the price includes the tax.

    The discount counts with two decimals, as documents show it.
    """
    discount = rounded_to(line.discount, CENT)
    return rounded_to(line.quantity * line.unit_price * (HUNDRED - discount) / HUNDRED, step)


def document_amounts(lines: Sequence[AmountLine], step: Decimal = CENT) -> Amounts:
    """The amounts of a document with these lines, rounded to `step`."""
    bases = [entered_amount(line, step) for line in lines]
    groups: dict[tuple[Hashable, Decimal], list[int]] = {}
    for place, line in enumerate(lines):
        groups.setdefault((line.tax, line.percent), []).append(place)
    taxes, rounding = [], Decimal(0)
    for (tax, percent), places in groups.items():
        rounding += _find_bases(lines, bases, places, percent, step)
        if tax is not None:
            base = sum((bases[place] for place in places), Decimal(0))
            taxes.append(TaxAmount(tax, percent, base, _tax_on(base, percent, step)))
    untaxed = sum(bases, Decimal(0))
    tax_total = sum((each.amount for each in taxes), Decimal(0))
    return Amounts(tuple(bases), tuple(taxes), untaxed, tax_total, rounding, untaxed + tax_total + rounding)


def _find_bases(
    lines: Sequence[AmountLine], bases: list[Decimal], places: list[int], percent: Decimal, step: Decimal
) -> Decimal:
    """Replace the gross amounts among `bases` by net ones; the cent that no net amount reaches is given back."""
    included = [place for place in places if lines[place].is_included]
    if not included or not percent:
        return Decimal(0)
    excluded = sum((bases[place] for place in places if not lines[place].is_included), Decimal(0))
    gross = [bases[place] for place in included]
    target = excluded + _tax_on(excluded, percent, step) + sum(gross, Decimal(0))
    net = _net_of(target, excluded, percent, step)
    for place, base in zip(included, _shared(net, gross, percent, step), strict=True):
        bases[place] = base
    base = excluded + net
    return target - base - _tax_on(base, percent, step)


def _tax_on(base: Decimal, percent: Decimal, step: Decimal) -> Decimal:
    return rounded_to(base * percent / HUNDRED, step)


def _net_of(target: Decimal, excluded: Decimal, percent: Decimal, step: Decimal) -> Decimal:
    """The net amount that, with `excluded` and the tax on both, comes to `target`, or as near to it as one can."""
    near = rounded_to(target * HUNDRED / (HUNDRED + percent), step) - excluded

    def miss(net: Decimal) -> Decimal:
        base = excluded + net
        return abs(target - base - _tax_on(base, percent, step))

    return min((near, near - step, near + step), key=miss)


def _shared(net: Decimal, gross: list[Decimal], percent: Decimal, step: Decimal) -> list[Decimal]:
    """`net` shared among lines in proportion to their gross amounts, by largest remainder."""
    exact = [amount * HUNDRED / (HUNDRED + percent) for amount in gross]
    shares = [amount.quantize(step, rounding=ROUND_FLOOR) for amount in exact]
    by_remainder = sorted(range(len(gross)), key=lambda place: shares[place] - exact[place])
    missing = int((net - sum(shares, Decimal(0))) / step)
    for turn in range(abs(missing)):
        place = by_remainder[turn % len(gross)] if missing > 0 else by_remainder[-1 - turn % len(gross)]
        shares[place] += step if missing > 0 else -step
    return shares
