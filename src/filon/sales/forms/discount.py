"""A discount on the whole quotation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.sales.models import Quotation
from filon.ui.fields import MoneyField, NumberField

PERCENT, AMOUNT = "percent", "amount"


class DiscountForm(forms.Form):
    """The same percentage on every line, or an amount as a line of its own."""

    hides_required = True

    choice = forms.ChoiceField(
        label=_("Discount"),
        choices=[(PERCENT, _("Percentage on all lines")), (AMOUNT, _("Amount as a line of its own"))],
    )
    discount = NumberField(label=_("Percentage"), otherwise=None, help_text=_("0 takes the discounts away."))
    amount = MoneyField(label=_("Amount"), required=False, help_text=_("Shared among the taxes of the lines."))

    def __init__(self, *args: Any, quotation: Quotation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["amount"]
        field.widget.currency = quotation.currency_code

    def clean(self) -> dict[str, Any]:
        """What is chosen must be typed."""
        cleaned = super().clean() or {}
        name = "amount" if cleaned.get("choice") == AMOUNT else "discount"
        if name not in self.errors and cleaned.get(name) is None:
            self.add_error(name, _("Write how much."))
        return cleaned
