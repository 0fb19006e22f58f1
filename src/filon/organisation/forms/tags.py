"""A tag: its name and colour."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TagForm(forms.Form):
    """The word and one of the ten colours."""

    name = forms.CharField(
        label=_("Name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the name of the tag.")},
    )
    colour = forms.TypedChoiceField(
        label=_("Colour"),
        choices=[(number, number) for number in range(1, 11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
