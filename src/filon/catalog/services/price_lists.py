"""Changing price lists and their rules."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models import PriceList, PriceRule, Product
from filon.catalog.services.naming import clean_texts
from filon.contacts.models import Contact
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import sort_key
from filon.history.services.recording import describe
from filon.organisation.models import Currency

LARGEST = Decimal(10) ** 9


class RuleValues(TypedDict, total=False):
    """What may be said about a rule; what is left out stays as it is."""

    product: Product | None
    customer: Contact | None
    min_quantity: Decimal
    valid_from: date | None
    valid_until: date | None
    method: PriceMethod
    fixed_price: Decimal
    percent: Decimal
    base: PriceBase
    rounding: Decimal
    fee: Decimal
    min_margin: Decimal | None
    max_margin: Decimal | None


@transaction.atomic
def update_price_list(
    *, actor: User | None, price_list: PriceList, name: dict[str, str], currency: Currency, shows_discount: bool
) -> PriceList:
    """Change a price list. Its currency stays while it has rules, whose amounts are in it."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a price list"))
    price_list = PriceList.objects.select_for_update().get(pk=price_list.pk)
    if currency.pk != price_list.currency_id and price_list.rules.exists():
        raise Conflict(_("The list has rules with amounts in its currency, so it stays."), field="currency")
    price_list.name = clean_texts(name, required=True)
    price_list.sort_key = sort_key(translated(price_list.name))
    price_list.currency, price_list.shows_discount = currency, shows_discount
    price_list.save()
    return price_list


@transaction.atomic
def add_rule(*, actor: User | None, price_list: PriceList, **values: Unpack[RuleValues]) -> PriceRule:
    """Add a rule to a price list. Quotations keep the prices that they have."""
    policies.require_change(actor)
    describe(gettext_noop("Added a rule to a price list"))
    return _saved(PriceRule(price_list=price_list), values)


@transaction.atomic
def update_rule(*, actor: User | None, rule: PriceRule, **values: Unpack[RuleValues]) -> PriceRule:
    """Change what `values` name."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a rule of a price list"))
    return _saved(PriceRule.objects.select_for_update().get(pk=rule.pk), values)


@transaction.atomic
def delete_rule(*, actor: User | None, rule: PriceRule) -> None:
    """Take a rule away."""
    policies.require_change(actor)
    describe(gettext_noop("Deleted a rule of a price list"))
    rule.delete()


def _saved(rule: PriceRule, values: RuleValues) -> PriceRule:
    for name, value in values.items():
        setattr(rule, name, value)
    errors = _errors(rule)
    if errors:
        raise DomainError(errors=errors)
    rule.save()
    return rule


def _errors(rule: PriceRule) -> dict[str, str]:
    """What cannot be said, by field."""
    errors: dict[str, str] = {}
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        errors["valid_until"] = _("It would end before it begins.")
    for field in ("min_quantity", "fixed_price", "rounding"):
        if getattr(rule, field) < 0:
            errors[field] = _("The amount cannot be below zero.")
        elif getattr(rule, field) >= LARGEST:
            errors[field] = _("The number is too large.")
    if not -999 <= rule.percent <= 100:
        errors["percent"] = _("A discount is at most 100%.")
    if rule.min_margin is not None and rule.max_margin is not None and rule.max_margin < rule.min_margin:
        errors["max_margin"] = _("It is below the least margin.")
    return errors
