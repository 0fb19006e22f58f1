"""Money is Decimal. Two places are enough for every currency that we sell in; rates have six."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from typing_extensions import TypeVar

CENT = Decimal("0.01")
_Set = TypeVar("_Set", contravariant=True, default=Decimal | int)
_Get = TypeVar("_Get", covariant=True, default=Decimal)


def rounded(amount: Decimal, step: Decimal = CENT) -> Decimal:
    """`amount` rounded half up to `step`, as invoices are."""
    return amount.quantize(step, rounding=ROUND_HALF_UP)


class MoneyField(models.DecimalField[_Set, _Get]):
    """An amount with two places and at most 15 digits, which SQLite's doubles still hold exactly."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_digits"] = 15
        kwargs["decimal_places"] = 2
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
