"""The forms of invoices and payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm, Tax
from filon.contacts.models import Contact
from filon.invoicing.choices import Basis, PaymentMethod
from filon.invoicing.models import Invoice
from filon.sales.forms.quotation import CONTACTS
from filon.teams.models import Team
from filon.ui.fields import DateField, MoneyField, NumberField
from filon.ui.widgets import Combobox, Switch


class HeadForm(forms.Form):
    """The head of a draft."""

    hides_required = True

    issued_on = DateField(label=_("Date"))
    due_on = DateField(
        label=pgettext_lazy("payment", "Due date"), required=False, help_text=_("Left empty, the payment terms decide.")
    )
    customer_reference = forms.CharField(label=_("Customer reference"), max_length=100, required=False)
    payment_term = forms.ModelChoiceField(
        label=_("Payment terms"), queryset=PaymentTerm.objects.filter(is_active=True), required=False, empty_label="—"
    )
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=User.objects.none(), required=False, empty_label="—"
    )
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.none(), required=False, empty_label="—")
    terms = forms.CharField(label=_("Terms"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, invoice: Invoice, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {name: getattr(invoice, name) for name in self.base_fields}, **kwargs})
        people: Any = self.fields["salesperson"]
        teams: Any = self.fields["team"]
        people.queryset, teams.queryset = User.objects.active(), Team.objects.active()


class LineForm(forms.Form):
    """A line of a draft, as typed."""

    name = forms.CharField(label=_("Product or description"), max_length=300)
    quantity = NumberField(otherwise="1", label=_("Quantity"))
    unit_price = NumberField(label=_("Unit price"))
    discount = NumberField(label=_("Discount"))
    tax = forms.ModelChoiceField(label=_("VAT"), queryset=Tax.objects.filter(is_active=True), required=False)


class BasisForm(forms.Form):
    """How much of an order is invoiced now."""

    hides_required = True

    basis = forms.ChoiceField(label=_("Invoice"), choices=Basis.choices, widget=forms.RadioSelect)
    value = MoneyField(label=_("Share in % or amount"), required=False)
    deducts = forms.BooleanField(label=_("Deduct the advances"), required=False, widget=Switch)


class PaymentForm(forms.Form):
    """Money that came."""

    hides_required = True

    amount = MoneyField(label=_("Amount"))
    day = DateField(label=_("Paid on"))
    method = forms.ChoiceField(
        label=_("Method"),
        choices=[choice for choice in PaymentMethod.choices if choice[0] != PaymentMethod.CREDIT_NOTE],
    )
    reference = forms.CharField(label=_("Reference"), max_length=100, required=False)


class NewForm(forms.Form):
    """An invoice without an order: for whom."""

    hides_required = True

    customer = forms.ModelChoiceField(
        label=_("Customer"),
        queryset=Contact.objects.none(),
        widget=Combobox(CONTACTS),
        error_messages={"required": _("Choose the customer."), "invalid_choice": _("Choose the customer.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["customer"]
        field.queryset = Contact.objects.visible_to(user).active()
