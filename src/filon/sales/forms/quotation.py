"""The head of a quotation."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm, PriceList
from filon.contacts.models import Contact
from filon.organisation.models import Currency
from filon.sales.models import Quotation
from filon.teams.models import Team
from filon.ui.fields import DateField
from filon.ui.widgets import Combobox

CONTACTS = reverse_lazy("contacts:options")
FIELDS = (
    "customer",
    "attention",
    "customer_reference",
    "quoted_on",
    "valid_until",
    "language",
    "price_list",
    "currency",
    "payment_term",
    "terms",
    "salesperson",
    "team",
)


class QuotationForm(forms.Form):
    """For whom, until when, on which terms. What a new quotation leaves out is proposed by the service."""

    hides_required = True

    customer = forms.ModelChoiceField(
        label=_("Customer"),
        queryset=Contact.objects.none(),
        widget=Combobox(CONTACTS),
        error_messages={"required": _("Choose the customer."), "invalid_choice": _("Choose the customer.")},
    )
    attention = forms.ModelChoiceField(
        label=_("Contact person"), queryset=Contact.objects.none(), required=False, widget=Combobox(CONTACTS)
    )
    customer_reference = forms.CharField(label=_("Customer reference"), max_length=100, required=False)
    quoted_on = DateField(label=_("Date"), required=False)
    valid_until = DateField(label=pgettext_lazy("quotation", "Valid until"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    price_list = forms.ModelChoiceField(label=_("Price list"), queryset=PriceList.objects.none(), required=False)
    currency = forms.ModelChoiceField(label=_("Currency"), queryset=Currency.objects.none(), required=False)
    payment_term = forms.ModelChoiceField(label=_("Payment terms"), queryset=PaymentTerm.objects.none(), required=False)
    terms = forms.CharField(label=_("Terms"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    salesperson = forms.ModelChoiceField(label=_("Salesperson"), queryset=User.objects.none(), required=False)
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, quotation: Quotation | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(quotation, name) for name in FIELDS} if quotation else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.quotation = quotation
        for name, rows in _choices(user, quotation).items():
            field: Any = self.fields[name]
            field.queryset = rows
            if not isinstance(field.widget, Combobox):
                field.empty_label = "—"
        self._fix_orders()

    def _fix_orders(self) -> None:
        """What an order says stays: such fields are shown and not changed."""
        quotation = self.quotation
        if quotation is None:
            return
        fixed = FIELDS if not quotation.is_open else ()
        if quotation.is_order:
            fixed = (*fixed, "customer", "quoted_on", "currency", "price_list")
        for name in fixed:
            self.fields[name].disabled = True

    def values(self) -> dict[str, Any]:
        """What was typed, for the service: of a new quotation only what was said."""
        if self.quotation is not None:
            kept = ("currency", "language", "quoted_on")
            return {name: value for name, value in self.cleaned_data.items() if value or name not in kept}
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def _choices(user: User, quotation: Quotation | None) -> dict[str, Any]:
    """The rows to choose from: those in use, and those that the quotation has already."""

    def with_present(rows: Any, name: str, in_use: Q) -> Any:
        present = getattr(quotation, f"{name}_id", None)
        return rows.filter(in_use | Q(pk=present)) if present else rows.filter(in_use)

    active = Q(is_active=True)
    contacts = Contact.objects.visible_to(user)
    return {
        "customer": contacts,
        "attention": contacts,
        "price_list": with_present(PriceList.objects.all(), "price_list", active),
        "currency": with_present(Currency.objects.all(), "currency", active),
        "payment_term": with_present(PaymentTerm.objects.all(), "payment_term", active),
        "salesperson": with_present(User.objects.order_by("name"), "salesperson", active),
        "team": with_present(Team.objects.all(), "team", active),
    }
