"""Currencies, which are ISO's, and their dated rates."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Texts
from filon.organisation.models import Currency, CurrencyRate
from filon.organisation.services.rates import delete_rate, offer_currency, set_rate


class CurrencyOut(Schema):
    """A currency by its ISO 4217 code; `active` when it is offered in choices."""

    code: str
    name: Texts
    symbol: str
    active: bool


class CurrencyIn(Incoming):
    """Whether the currency is offered."""

    active: bool


class CurrencyRateOut(Schema):
    """What one unit of the currency is worth in the company's, from a day on."""

    id: int
    currency: str
    valid_from: date
    rate: Decimal


class CurrencyRateIn(Incoming):
    """A rate; one of the same day is replaced."""

    currency: Annotated[str, Field(max_length=3)]
    valid_from: date
    rate: Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=6)]


def rows(user: User) -> Rows:
    """Every user may know every currency."""
    return Currency.objects.all() if user.is_active else Currency.objects.none()


def rate_rows(user: User) -> Rows:
    """Every user may know every rate."""
    return CurrencyRate.objects.all() if user.is_active else CurrencyRate.objects.none()


def serialised(currencies: Sequence[Currency]) -> list[Json]:
    """Currencies as JSON objects."""
    return [
        {"code": each.code, "name": each.name, "symbol": each.symbol, "active": each.is_active} for each in currencies
    ]


def rates_serialised(rates: Sequence[CurrencyRate]) -> list[Json]:
    """Rates as JSON objects."""
    return [
        {"id": rate.pk, "currency": rate.currency_id, "valid_from": rate.valid_from, "rate": rate.rate}
        for rate in rates
    ]


def change(currency: Currency, user: User, values: Json) -> Currency:
    """Offer a currency, or no longer."""
    if values.get("active") is not None:
        offer_currency(actor=user, currency=currency, offered=values["active"])
    return currency


def create_rate(user: User, values: Json) -> CurrencyRate:
    """Say what a currency is worth from a day on."""
    said = resolved(values, {"currency": Currency.objects.all()})
    return set_rate(actor=user, currency=said["currency"], day=said["valid_from"], rate=said["rate"])


CURRENCY = Resource(
    name="currencies",
    rows=rows,
    serialised=serialised,
    outgoing=CurrencyOut,
    incoming=CurrencyIn,
    listing=Listing(order={"code": "pk"}, usual_order="code", archive="is_active", search=named_like),
    change=change,
    key_type=str,
)

RATE = Resource(
    name="currency-rates",
    rows=rate_rows,
    serialised=rates_serialised,
    outgoing=CurrencyRateOut,
    incoming=CurrencyRateIn,
    listing=Listing(
        filters={"currency": Filter("currency"), "valid_from": Filter("valid_from", "date")},
        order={"id": "pk", "valid_from": "valid_from"},
        usual_order="-valid_from",
    ),
    create=create_rate,
    remove=lambda rate, user: delete_rate(actor=user, rate=rate),
)


def routes() -> Router:
    """The routes of currencies and their rates."""
    router = Router(tags=["currencies"])
    mount(router, CURRENCY)
    mount(router, RATE)
    return router
