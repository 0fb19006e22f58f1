"""Who the customer of an opportunity is."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.ui.widgets import Combobox


class CustomerForm(forms.Form):
    """Make a customer of what the opportunity says, link one that is known, or choose on the quotation."""

    hides_required = True

    choice = forms.ChoiceField(
        label=_("Customer"),
        choices=(
            ("create", _("Create a new customer")),
            ("link", _("Link to an existing customer")),
            ("none", _("Do not link to a customer")),
        ),
        widget=forms.RadioSelect,
    )
    contact = forms.ModelChoiceField(
        label=_("Existing customer"),
        queryset=Contact.objects.none(),
        required=False,
        widget=Combobox(reverse_lazy("contacts:options")),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["contact"]
        field.queryset = Contact.objects.visible_to(user).active()
