"""What documents say of our company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.organisation.models import Organisation, Subdivision
from filon.ui.widgets import FileInput


class CompanyForm(forms.Form):
    """Codes, address, bank account and logo."""

    hides_required = True

    vat = forms.CharField(label=_("VAT number"), max_length=20, required=False)
    registration_number = forms.CharField(label=_("Registration number"), max_length=40, required=False)
    street = forms.CharField(label=_("Street"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    state = forms.ModelChoiceField(
        label=_("County"), queryset=Subdivision.objects.none(), required=False, empty_label="—"
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=100, required=False)
    iban = forms.CharField(label=_("Bank account (IBAN)"), max_length=42, required=False)
    logo = forms.FileField(
        label=_("Logo"), required=False, widget=FileInput, help_text=_("PNG or JPEG, at most 200 KB.")
    )
    without_logo = forms.BooleanField(label=_("Without a logo"), required=False)

    def __init__(self, *args: Any, company: Organisation, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name not in ("logo", "without_logo")]
        super().__init__(*args, **{"initial": {name: getattr(company, name) for name in names}, **kwargs})
        state: Any = self.fields["state"]
        state.queryset = Subdivision.objects.filter(country=company.country_id)
        if not company.logo:
            del self.fields["without_logo"]
