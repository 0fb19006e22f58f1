"""What people type about a tax and its rates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.catalog.choices import VatCategory
from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import Tax
from filon.catalog.services import taxing
from filon.ui.configuration import SheetForm
from filon.ui.fields import DateField, NumberField
from filon.ui.widgets import Switch


class TaxForm(SheetForm):
    """What a tax is, in both languages."""

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    category = forms.ChoiceField(label=_("VAT category"), choices=VatCategory.choices)
    is_included = forms.BooleanField(label=_("Included in the price"), required=False, widget=Switch)
    exemption_code = forms.CharField(
        label=_("Exemption code"),
        max_length=30,
        required=False,
        help_text=_("From the VATEX list of EN 16931, such as VATEX-EU-AE."),
    )
    exemption_reason_ro = forms.CharField(label=_("Reason in Romanian"), max_length=300, required=False)
    exemption_reason_en = forms.CharField(label=_("Reason in English"), max_length=300, required=False)

    def values(self) -> dict[str, Any]:
        """The tax as it stands."""
        tax: Tax = self.row
        found = {name: getattr(tax, name) for name in ("category", "is_included", "exemption_code")}
        return {**spread("name", tax.name), **spread("exemption_reason", tax.exemption_reason), **found}

    def save(self) -> None:
        """Change the tax."""
        cleaned = self.cleaned_data
        taxing.update_tax(
            actor=self.user,
            tax=self.row,
            name=texts(cleaned, "name"),
            category=VatCategory(cleaned["category"]),
            is_included=cleaned["is_included"],
            exemption_code=cleaned["exemption_code"],
            exemption_reason=texts(cleaned, "exemption_reason"),
        )


class TaxRateForm(SheetForm):
    """A rate from a day on; empty ends the tax."""

    percent = NumberField(label=pgettext_lazy("tax", "Rate"), otherwise=None, help_text=_("Empty: it ends."))
    day = DateField(label=_("Valid from"))

    def values(self) -> dict[str, Any]:
        """Nothing: a rate is written anew, and replaces that of the same day."""
        return {}

    def save(self) -> None:
        """Set the rate."""
        cleaned = self.cleaned_data
        taxing.set_tax_rate(actor=self.user, tax=self.row, day=cleaned["day"], percent=cleaned["percent"])
