"""Price lists, and the rules that they are made of, which only administrators see: they tell margins."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.named import added, listing, removed, switched
from filon.api.v1.schemas import Money, Quantity, Texts, Translated, names
from filon.catalog import policies
from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.lists import PRICE_LISTS
from filon.catalog.models import PriceList, PriceRule, Product
from filon.catalog.services.price_lists import add_rule, delete_rule, update_price_list, update_rule
from filon.contacts.models import Contact
from filon.organisation.models import Currency


class PriceListOut(Schema):
    """A price list in one currency."""

    id: int
    name: Texts
    currency: str
    shows_discount: bool
    active: bool


class PriceListIn(Incoming):
    """What may be said about a price list."""

    name: Translated
    currency: Annotated[str, Field(max_length=3)] = "RON"
    shows_discount: bool = True
    active: bool = True


class PriceRuleIn(Incoming):
    """What may be said about a rule. Without a product it is about all, without a customer about everybody."""

    price_list: int
    product: int | None = None
    customer: int | None = None
    min_quantity: Quantity = Decimal(0)
    valid_from: date | None = None
    valid_until: date | None = None
    method: Literal["fixed", "percent", "formula"] = "percent"
    fixed_price: Money = Decimal(0)
    percent: Annotated[Decimal, Field(ge=-999, le=100, decimal_places=2)] = Decimal(0)
    base: Literal["price", "cost"] = "price"
    rounding: Money = Decimal(0)
    fee: Money = Decimal(0)
    min_margin: Money | None = None
    max_margin: Money | None = None


class PriceRuleOut(PriceRuleIn):
    """A rule of a price list; amounts for one unit of the product, in the list's currency."""

    id: int


def rows(user: User) -> Rows:
    """Every user may know every price list."""
    return PriceList.objects.all() if user.is_active else PriceList.objects.none()


def rule_rows(user: User) -> Rows:
    """Rules are for those who keep them."""
    return PriceRule.objects.all() if policies.may_change(user) else PriceRule.objects.none()


def serialised(lists: Sequence[PriceList]) -> list[Json]:
    """Price lists as JSON objects."""
    return [
        {
            "id": each.pk,
            "name": each.name,
            "currency": each.currency_id,
            "shows_discount": each.shows_discount,
            "active": each.is_active,
        }
        for each in lists
    ]


def rules_serialised(rules: Sequence[PriceRule]) -> list[Json]:
    """Rules as JSON objects."""
    related = {"price_list", "product", "customer"}
    columns = {name: f"{name}_id" if name in related else name for name in PriceRuleIn.model_fields}
    return [{"id": rule.pk, **{name: getattr(rule, column) for name, column in columns.items()}} for rule in rules]


def create(user: User, values: Json) -> PriceList:
    """Add a price list."""
    return change(added(PRICE_LISTS, user, values), user, values)


def change(price_list: PriceList, user: User, values: Json) -> PriceList:
    """Change a price list."""
    active = values.pop("active", price_list.is_active)
    if values:
        said = resolved(values, {"currency": Currency.objects.all()})
        price_list = update_price_list(
            actor=user,
            price_list=price_list,
            name=names(said.get("name", price_list.name)),
            currency=said.get("currency") or price_list.currency,
            shows_discount=said.get("shows_discount", price_list.shows_discount),
        )
    row: PriceList = switched(PRICE_LISTS, user, price_list, active=active)
    return row


def create_rule(user: User, values: Json) -> PriceRule:
    """Add a rule."""
    policies.require_change(user)
    return add_rule(actor=user, **_understood(user, values))


def change_rule(rule: PriceRule, user: User, values: Json) -> PriceRule:
    """Change a rule; it stays in its list."""
    said = _understood(user, values)
    said.pop("price_list", None)
    return update_rule(actor=user, rule=rule, **said)


def _understood(user: User, values: Json) -> Json:
    if "method" in values:
        values["method"] = PriceMethod(values["method"])
    if "base" in values:
        values["base"] = PriceBase(values["base"])
    relations: dict[str, Rows] = {
        "price_list": PriceList.objects.all(),
        "product": Product.objects.visible_to(user),
        "customer": Contact.objects.visible_to(user),
    }
    return resolved(values, relations)


LIST = Resource(
    name="price-lists",
    rows=rows,
    serialised=serialised,
    outgoing=PriceListOut,
    incoming=PriceListIn,
    listing=listing(currency=Filter("currency")),
    create=create,
    change=change,
    remove=lambda price_list, user: removed(PRICE_LISTS, user, price_list),
)

RULE = Resource(
    name="price-rules",
    rows=rule_rows,
    serialised=rules_serialised,
    outgoing=PriceRuleOut,
    incoming=PriceRuleIn,
    listing=Listing(
        filters={
            "price_list": Filter("price_list", "integer"),
            "product": Filter("product", "integer"),
            "customer": Filter("customer", "integer"),
        },
        usual_order="id",
    ),
    create=create_rule,
    change=change_rule,
    remove=lambda rule, user: delete_rule(actor=user, rule=rule),
)


def routes() -> Router:
    """The routes of price lists and their rules."""
    router = Router(tags=["price-lists"])
    mount(router, LIST)
    mount(router, RULE)
    return router
