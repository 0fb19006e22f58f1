"""A rate of a currency."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.ui.fields import DateField
from filon.ui.widgets import FileInput

LARGEST = 1_000_000


class RateForm(forms.Form):
    """What one unit is worth from a day on."""

    rate = forms.CharField(
        label=_("Rate"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _("Type a rate above zero, such as 5.0895.")},
    )
    day = DateField(label=_("Valid from"), error_messages={"required": _("Type the day from which the rate is valid.")})

    def clean_rate(self) -> Decimal:
        """The rate as a number of at most six decimals; comma and point are both understood."""
        try:
            rate = Decimal(self.cleaned_data["rate"].strip().replace(",", ".")).quantize(Decimal("0.000001"))
            usable = 0 < rate < LARGEST
        except InvalidOperation:
            usable = False
        if not usable:
            raise forms.ValidationError(_("Type a rate above zero, such as 5.0895."))
        return rate


class RatesFileForm(forms.Form):
    """A file of exchange rates, as the BNR publishes it."""

    hides_required = True

    file = forms.FileField(
        label=_("File of the BNR"),
        widget=FileInput,
        help_text=_("nbrfxrates.xml from bnr.ro; files of ten days and of a year too."),
        error_messages={"required": _("Choose the file.")},
    )
