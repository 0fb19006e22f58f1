"""A document that goes out by mail."""

import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """To whom, with which words. The document itself is attached."""

    hides_required = True

    to = forms.CharField(
        label=_("To"),
        max_length=2000,
        error_messages={"required": _("Write at least one address.")},
        help_text=_("Several addresses are separated by commas."),
        widget=forms.TextInput({"inputmode": "email", "autocapitalize": "off"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(label=_("Message"), max_length=20_000, widget=forms.Textarea({"rows": 9}))

    def clean_to(self) -> Sequence[str]:
        """The addresses, one by one; whether they are addresses, the service says."""
        return [part for part in re.split(r"[,;\s]+", self.cleaned_data["to"]) if part]
