"""The company's settings."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from filon.accounts.forms.preferences import zones
from filon.core.normalising import sort_key
from filon.organisation.models import Country, Currency
from filon.ui.widgets import Switch


def named_countries() -> list[tuple[str, str]]:
    """Every country by its name in the reader's language, in order."""
    return sorted(((country.code, str(country)) for country in Country.objects.all()), key=lambda c: sort_key(c[1]))


def named_currencies() -> list[tuple[str, str]]:
    """The currencies in use, by code and name."""
    return [(row.code, f"{row.code} · {row}") for row in Currency.objects.filter(is_active=True)]


class SettingsForm(forms.Form):
    """What holds for the whole company."""

    name = forms.CharField(
        label=_("Company name"),
        max_length=200,
        help_text=_("Shown on the sign-in page."),
        error_messages={"required": _("Type the company's name.")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=named_countries,
        help_text=_("Addresses and telephone numbers without a country belong here."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=named_currencies,
        help_text=_("Sums are added in it. It stays once exchange rates are known."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of the sign-in page, of automatic messages, and of new users until they choose another."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_(
            "Of new users until they choose another; it also decides which day it is when no user is in sight."
        ),
    )
    uses_leads = forms.BooleanField(
        label=_("Leads are qualified first"),
        required=False,
        widget=Switch,
        help_text=_("Messages become leads, which somebody turns into opportunities. The menu then shows Leads."),
    )
    uses_recurring_revenue = forms.BooleanField(
        label=_("Recurring revenue"),
        required=False,
        widget=Switch,
        help_text=_("Opportunities also say what they bring every month or year. The menu then shows Recurring plans."),
    )

    def clean_country(self) -> Country:
        """The country itself."""
        return Country.objects.get(pk=self.cleaned_data["country"])

    def clean_currency(self) -> Currency:
        """The currency itself."""
        return Currency.objects.get(pk=self.cleaned_data["currency"])
