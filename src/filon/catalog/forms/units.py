"""What people type about a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import UnitFamily
from filon.catalog.services.units import update_unit
from filon.ui.configuration import SheetForm
from filon.ui.fields import NumberField


class UnitForm(SheetForm):
    """A unit, its family and how it converts."""

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    family = forms.ModelChoiceField(
        label=_("Family of units"),
        queryset=UnitFamily.objects.all(),
        empty_label=None,
        help_text=_("Units of one family convert into each other."),
    )
    factor = NumberField(
        label=_("Contains"),
        otherwise="1",
        help_text=_("How many of the family's smallest unit: a dozen holds 12 pieces."),
    )
    step = NumberField(
        label=_("Smallest quantity"), otherwise="0.01", help_text=_("Quantities are rounded to it, such as 0.5.")
    )
    code = forms.CharField(
        label=_("UN/ECE code"),
        max_length=3,
        required=False,
        help_text=_("For e-invoices: H87 is a piece, HUR an hour."),
    )

    def values(self) -> dict[str, Any]:
        """The unit as it stands."""
        found = {name: getattr(self.row, name) for name in ("family", "factor", "step", "code")}
        return {**spread("name", self.row.name), **found}

    def save(self) -> None:
        """Change the unit."""
        cleaned = self.cleaned_data
        said = {name: cleaned[name] for name in ("family", "factor", "step", "code")}
        update_unit(actor=self.user, unit=self.row, name=texts(cleaned, "name"), **said)
