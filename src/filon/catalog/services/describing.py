"""Rules of price lists in words: in their list, and as the answer to „why this price”."""

from django.utils.translation import gettext as _

from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models import PriceRule
from filon.ui import formatting


def subject_of(rule: PriceRule) -> str:
    """What a rule is about: a product or all of them."""
    return str(rule.product) if rule.product else _("All products")


def method_of(rule: PriceRule, currency: str, *, tells_cost: bool = True) -> str:
    """How a rule makes a price: „preț fix 100,00 lei”, „10 % reducere”, „cost + 25 %, rotunjit la 10,00 lei”.

    Without `tells_cost` nothing is said from which a cost could be reckoned.
    """
    if rule.method == PriceMethod.FORMULA and rule.base == PriceBase.COST and not tells_cost:
        return _("by a formula")
    if rule.method == PriceMethod.FIXED:
        return _("fixed price %(price)s") % {"price": formatting.money_exact(rule.fixed_price, currency)}
    share = formatting.percent(abs(rule.percent), formatting.places(rule.percent))
    if rule.method == PriceMethod.PERCENT:
        return (_("%(share)s off") if rule.percent >= 0 else _("%(share)s added")) % {"share": share}
    return _formula(rule, share, currency)


def conditions_of(rule: PriceRule) -> str:
    """When a rule holds: „de la 10 · pentru Hala Verde SRL · până la 31.12.2026”; empty: always."""
    said = []
    if rule.min_quantity:
        quantity = formatting.number(rule.min_quantity, formatting.places(rule.min_quantity))
        said.append(_("from %(quantity)s on") % {"quantity": quantity})
    if rule.customer:
        said.append(_("for %(customer)s") % {"customer": rule.customer.name})
    if rule.valid_from:
        said.append(_("from %(day)s") % {"day": formatting.day(rule.valid_from)})
    if rule.valid_until:
        said.append(_("until %(day)s") % {"day": formatting.day(rule.valid_until)})
    return " · ".join(said)


def _formula(rule: PriceRule, share: str, currency: str) -> str:
    base = _("cost") if rule.base == PriceBase.COST else _("sales price")
    said = [f"{base} {'−' if rule.percent > 0 else '+'} {share}" if rule.percent else base]
    amounts = (
        (rule.rounding or None, _("rounded to %(amount)s")),
        (rule.fee or None, _("fee %(amount)s")),
        (rule.min_margin, _("at least %(amount)s above it")),
        (rule.max_margin, _("at most %(amount)s above it")),
    )
    said += [
        words % {"amount": formatting.money_exact(amount, currency)} for amount, words in amounts if amount is not None
    ]
    return ", ".join(said)
