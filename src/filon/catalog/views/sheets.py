"""The pages of single taxes, units, price lists and payment terms."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.catalog.forms.price_lists import PriceListForm, PriceRuleForm
from filon.catalog.forms.taxes import TaxForm, TaxRateForm
from filon.catalog.forms.terms import TermForm
from filon.catalog.forms.units import UnitForm
from filon.catalog.lists import PRICE_LISTS, TAXES, TERMS, UNITS
from filon.catalog.models import PriceList, PriceRule, Tax, TaxRate
from filon.catalog.services.describing import conditions_of, method_of, subject_of
from filon.catalog.services.price_lists import delete_rule
from filon.catalog.services.taxing import delete_tax_rate
from filon.ui import formatting
from filon.ui.configuration import PartLine, Parts, Sheet, sheet_view


def _rates(tax: Tax) -> Sequence[PartLine]:
    return [_rate(rate) for rate in tax.rates.order_by("-valid_from")]


def _rate(rate: TaxRate) -> PartLine:
    value = _("ended") if rate.percent is None else formatting.percent(rate.percent, 2)
    day = formatting.day(rate.valid_from)
    return PartLine(rate.pk, _("from %(day)s") % {"day": day}, value=value, is_editable=False)


def _rules(price_list: PriceList) -> Sequence[PartLine]:
    currency = price_list.currency_id or ""
    rules = price_list.rules.select_related("product", "customer")
    return [
        PartLine(rule.pk, subject_of(rule), conditions_of(rule), method_of(rule, currency))
        for rule in sorted(rules, key=_place)
    ]


def _place(rule: PriceRule) -> tuple[Any, ...]:
    """Those that go before others first, as prices are found."""
    return (rule.product_id is None, rule.product.sort_key if rule.product else "", rule.customer_id is None, rule.pk)


tax = sheet_view(
    Sheet(
        TAXES,
        "catalog:taxes",
        TaxForm,
        Parts(
            title=gettext_lazy("Rates"),
            empty=gettext_lazy("No rate yet: the tax cannot be used."),
            add=gettext_lazy("Add a rate"),
            form=TaxRateForm,
            rows=lambda row: row.rates.all(),
            lines=_rates,
            remove=lambda user, rate: delete_tax_rate(actor=user, rate=rate),
        ),
    )
)
unit = sheet_view(Sheet(UNITS, "catalog:units", UnitForm))
price_list = sheet_view(
    Sheet(
        PRICE_LISTS,
        "catalog:price-lists",
        PriceListForm,
        Parts(
            title=gettext_lazy("Rules"),
            empty=gettext_lazy("Without rules the list gives the products' own prices."),
            add=gettext_lazy("Add a rule"),
            form=PriceRuleForm,
            rows=lambda row: row.rules.select_related("product", "customer"),
            lines=_rules,
            remove=lambda user, rule: delete_rule(actor=user, rule=rule),
        ),
    )
)
term = sheet_view(Sheet(TERMS, "catalog:payment-terms", TermForm))
