"""Taxes with their dated rates."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Rows
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.named import added, listing, removed, switched
from filon.api.v1.schemas import Percent, Texts, Translated, names
from filon.catalog.choices import VatCategory
from filon.catalog.lists import TAXES
from filon.catalog.models import Tax
from filon.catalog.services.taxing import delete_tax_rate, set_tax_rate, update_tax
from filon.core.exceptions import DomainError

Category = Literal["S", "Z", "E", "AE", "K", "G", "O"]
FIELDS = ("name", "category", "is_included", "exemption_code", "exemption_reason")


class TaxRateOut(Schema):
    """The rate from a day on, in hundredths; null ends the tax."""

    valid_from: date
    percent: Decimal | None


class TaxOut(Schema):
    """A tax; `category` as in EN 16931, `included` when prices contain it."""

    id: int
    name: Texts
    category: Category
    included: bool
    exemption_code: str
    exemption_reason: Texts
    rates: list[TaxRateOut]
    active: bool


class TaxRateIn(Incoming):
    """A rate and its first day."""

    valid_from: date
    percent: Percent | None


class TaxIn(Incoming):
    """What may be said about a tax. `rates` are all its rates: those that are not named are deleted."""

    name: Translated
    category: Category = "S"
    included: bool = False
    exemption_code: Annotated[str, Field(max_length=30)] = ""
    exemption_reason: Translated = ""
    rates: Annotated[list[TaxRateIn], Field(max_length=200)] = []
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know every tax."""
    return Tax.objects.prefetch_related("rates") if user.is_active else Tax.objects.none()


def serialised(taxes: Sequence[Tax]) -> list[Json]:
    """Taxes as JSON objects."""
    return [
        {
            "id": tax.pk,
            "name": tax.name,
            "category": tax.category,
            "included": tax.is_included,
            "exemption_code": tax.exemption_code,
            "exemption_reason": tax.exemption_reason,
            "rates": [{"valid_from": rate.valid_from, "percent": rate.percent} for rate in tax.rates.all()],
            "active": tax.is_active,
        }
        for tax in taxes
    ]


def create(user: User, values: Json) -> Tax:
    """Add a tax."""
    return change(added(TAXES, user, values), user, values)


def change(tax: Tax, user: User, values: Json) -> Tax:
    """Change a tax."""
    active, rates = values.pop("active", tax.is_active), values.pop("rates", None)
    if values:
        said: Json = {name: getattr(tax, name) for name in FIELDS}
        said |= {"is_included" if name == "included" else name: value for name, value in values.items()}
        said |= {name: names(said[name]) for name in ("name", "exemption_reason")}
        tax = update_tax(actor=user, tax=tax, **{**said, "category": VatCategory(said["category"])})
    if rates is not None:
        _rates(tax, user, {rate["valid_from"]: rate["percent"] for rate in rates}, said=len(rates))
    row: Tax = switched(TAXES, user, tax, active=active)
    return row


def _rates(tax: Tax, user: User, percents: dict[date, Decimal | None], *, said: int) -> None:
    if len(percents) < said:
        raise DomainError(_("A day has one rate only."), field="rates")
    for day, percent in percents.items():
        set_tax_rate(actor=user, tax=tax, day=day, percent=percent)
    for rate in tax.rates.exclude(valid_from__in=percents):
        delete_tax_rate(actor=user, rate=rate)


RESOURCE = Resource(
    name="taxes",
    rows=rows,
    serialised=serialised,
    outgoing=TaxOut,
    incoming=TaxIn,
    listing=listing(category=Filter("category"), included=Filter("is_included", "flag")),
    create=create,
    change=change,
    remove=lambda tax, user: removed(TAXES, user, tax),
)


def routes() -> Router:
    """The routes of taxes."""
    router = Router(tags=["taxes"])
    mount(router, RESOURCE)
    return router
