"""The settings of quotations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.catalog.forms.texts import spread, texts
from filon.sales.models import SalesSettings
from filon.sales.services.settings import update_settings
from filon.ui.widgets import Switch


class SalesSettingsForm(forms.Form):
    """What holds for new quotations."""

    hides_required = True

    validity_days = forms.IntegerField(
        label=_("Valid for (days)"), min_value=0, help_text=_("Of new quotations. 0: without an end.")
    )
    locks_orders = forms.BooleanField(
        label=_("Lock orders when they are confirmed"),
        required=False,
        widget=Switch,
        help_text=_("Lines and terms of an order then stay until somebody who sees all documents unlocks it."),
    )
    proposes_revenue = forms.BooleanField(
        label=_("Propose the expected revenue"),
        required=False,
        widget=Switch,
        help_text=_("A quotation then asks whether its untaxed total becomes the opportunity's expected revenue."),
    )
    terms_ro = forms.CharField(
        label=_("Terms in Romanian"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    terms_en = forms.CharField(
        label=_("Terms in English"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None) -> None:
        row = SalesSettings.current()
        names = ("validity_days", "locks_orders", "proposes_revenue")
        initial = {**{name: getattr(row, name) for name in names}, **spread("terms", row.terms)}
        super().__init__(data, initial=initial)

    def save(self, user: User) -> None:
        """Change the settings."""
        cleaned = self.cleaned_data
        update_settings(
            actor=user,
            validity_days=cleaned["validity_days"],
            terms=texts(cleaned, "terms"),
            locks_orders=cleaned["locks_orders"],
            proposes_revenue=cleaned["proposes_revenue"],
        )
