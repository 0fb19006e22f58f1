"""Rates hold from their day until the next one."""

from datetime import date
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.core.exceptions import DomainError, NotAllowed
from filon.organisation.models import Currency, CurrencyRate
from filon.organisation.services.rates import rate_on, set_rate, to_base
from filon.organisation.testing import a_rate

pytestmark = pytest.mark.django_db


def test_the_latest_rate_before_the_day_holds() -> None:
    a_rate(rate="5.00", valid_from=date(2026, 1, 1))
    a_rate(rate="5.10", valid_from=date(2026, 6, 1))
    assert rate_on("EUR", date(2026, 5, 31)) == Decimal("5.00")
    assert rate_on("EUR", date(2026, 6, 1)) == Decimal("5.10")


def test_before_the_first_rate_the_first_one_holds() -> None:
    a_rate(rate="5.00", valid_from=date(2026, 1, 1))
    assert rate_on("EUR", date(2025, 1, 1)) == Decimal("5.00")


def test_the_own_currency_is_worth_one() -> None:
    assert to_base(Decimal("12.34"), "RON", date(2026, 1, 1)) == Decimal("12.34")


def test_an_amount_is_converted_and_rounded_half_up() -> None:
    a_rate(rate="5.0895", valid_from=date(2026, 1, 1))
    assert to_base(Decimal("10.01"), "EUR", date(2026, 1, 2)) == Decimal("50.95")


def test_without_any_rate_the_currency_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        to_base(Decimal(1), "USD", date(2026, 1, 1))
    assert list(refusal.value.errors) == ["currency"]


def test_a_second_rate_of_a_day_replaces_the_first() -> None:
    euro = Currency.objects.get(pk="EUR")
    for rate in ("5.00", "5.01"):
        set_rate(actor=an_administrator(), currency=euro, day=date(2026, 1, 1), rate=Decimal(rate))
    assert CurrencyRate.objects.get().rate == Decimal("5.01")


def test_only_administrators_set_rates() -> None:
    with pytest.raises(NotAllowed):
        set_rate(actor=a_user(role="all"), currency=Currency(pk="EUR"), day=date(2026, 1, 1), rate=Decimal(5))
