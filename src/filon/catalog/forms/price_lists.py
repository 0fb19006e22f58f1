"""What people type about a price list and its rules."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import PriceRule, Product
from filon.catalog.services.price_lists import add_rule, update_price_list, update_rule
from filon.contacts.models import Contact
from filon.organisation.models import Currency
from filon.ui.configuration import SheetForm
from filon.ui.fields import DateField, MoneyField, NumberField
from filon.ui.widgets import Combobox, Switch

RULE = (
    "product",
    "customer",
    "min_quantity",
    "valid_from",
    "valid_until",
    "method",
    "fixed_price",
    "percent",
    "base",
    "rounding",
    "fee",
    "min_margin",
    "max_margin",
)
AMOUNTS = ("fixed_price", "rounding", "fee")
ONLY_FOR = {
    PriceMethod.FIXED: ("fixed_price",),
    PriceMethod.PERCENT: ("percent",),
    PriceMethod.FORMULA: ("percent", "base", "rounding", "fee", "min_margin", "max_margin"),
}


class PriceListForm(SheetForm):
    """A price list by its names, its currency, and whether documents show its discounts."""

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    currency = forms.ModelChoiceField(label=_("Currency"), queryset=Currency.objects.none(), empty_label=None)
    shows_discount = forms.BooleanField(
        label=_("Shows the discount"),
        required=False,
        widget=Switch,
        help_text=_("A lower price shows as the product's own price and a discount; else as the lower price."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["currency"]
        field.queryset = Currency.objects.filter(Q(is_active=True) | Q(pk=self.row.currency_id))

    def values(self) -> dict[str, Any]:
        """The list as it stands."""
        found = {"currency": self.row.currency_id, "shows_discount": self.row.shows_discount}
        return {**spread("name", self.row.name), **found}

    def save(self) -> None:
        """Change the list."""
        cleaned = self.cleaned_data
        said = {name: cleaned[name] for name in ("currency", "shows_discount")}
        update_price_list(actor=self.user, price_list=self.row, name=texts(cleaned, "name"), **said)


class PriceRuleForm(SheetForm):
    """A rule: what it is about, when it holds, and how it makes the price."""

    product = forms.ModelChoiceField(
        label=_("Product"),
        queryset=Product.objects.none(),
        required=False,
        widget=Combobox(reverse_lazy("catalog:product-options")),
        help_text=_("Empty: all products."),
    )
    customer = forms.ModelChoiceField(
        label=_("Customer"),
        queryset=Contact.objects.none(),
        required=False,
        widget=Combobox(reverse_lazy("contacts:options")),
        help_text=_("Empty: every customer."),
    )
    min_quantity = NumberField(label=_("From quantity"), help_text=_("In the product's own unit."))
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_until = DateField(label=_("Valid until"), required=False)
    method = forms.ChoiceField(label=_("Method"), choices=PriceMethod.choices)
    fixed_price = MoneyField(label=_("Fixed price"), required=False)
    percent = NumberField(label=_("Percentage off"), help_text=_("Below zero it is added."))
    base = forms.ChoiceField(label=_("Based on"), choices=PriceBase.choices)
    rounding = MoneyField(label=_("Rounded to"), required=False, help_text=_("Such as 10: to whole tens."))
    fee = MoneyField(
        label=_("Extra fee"), required=False, allow_negative=True, help_text=_("Added after rounding; −0.01 for 9.99.")
    )
    min_margin = MoneyField(label=_("Least margin"), required=False)
    max_margin = MoneyField(label=_("Greatest margin"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["product"].queryset = Product.objects.visible_to(self.user)
        fields["customer"].queryset = Contact.objects.visible_to(self.user)
        for name in (*AMOUNTS, "min_margin", "max_margin"):
            fields[name].widget.currency = self.row.currency_id
        for name in {name for names in ONLY_FOR.values() for name in names}:
            methods = [method.value for method, names in ONLY_FOR.items() if name in names]
            fields[name].widget.attrs["data-only-for"] = f"method {' '.join(methods)}"

    def values(self) -> dict[str, Any]:
        """The rule as it stands; nothing for a new one."""
        rule: PriceRule = self.part or PriceRule()
        return {name: getattr(rule, name) for name in RULE if getattr(rule, name) not in (0, None)}

    def save(self) -> None:
        """Add or change the rule."""
        said = {name: self.cleaned_data[name] for name in RULE}
        said |= {name: said[name] or 0 for name in AMOUNTS}
        said |= {"method": PriceMethod(said["method"]), "base": PriceBase(said["base"])}
        values: Any = said
        if self.part is None:
            add_rule(actor=self.user, price_list=self.row, **values)
        else:
            update_rule(actor=self.user, rule=self.part, **values)
