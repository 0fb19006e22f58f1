"""Quantities from one unit to another of its family."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from filon.catalog.models import Unit
from filon.core.exceptions import DomainError


def convert(quantity: Decimal, unit: Unit, to: Unit) -> Decimal:
    """`quantity` of `unit` in `to`, exact. DomainError on `unit` when one is not of the other's family."""
    return quantity * ratio(unit, to)


def ratio(unit: Unit, to: Unit) -> Decimal:
    """How many of `to` one `unit` holds: 12 for a dozen in pieces."""
    if unit.family_id != to.family_id:
        raise DomainError(
            _("“%(unit)s” cannot be converted into “%(to)s”.") % {"unit": unit, "to": to},
            field="unit",
        )
    return unit.factor / to.factor


def to_step(quantity: Decimal, unit: Unit | None) -> Decimal:
    """`quantity` rounded to what is sold of the unit; two decimals without one."""
    step = unit.step.normalize() if unit else Decimal("0.01")
    return ((quantity / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step).quantize(Decimal("0.001"))
