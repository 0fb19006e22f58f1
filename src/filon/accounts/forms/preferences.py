"""What a user decides for himself."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from filon.accounts.choices import Theme
from filon.accounts.forms.signing_in import GateForm, NewPasswordForm, password_input
from filon.accounts.models import ApiToken


@cache
def zones() -> tuple[tuple[str, str], ...]:
    """The time zones of places, by name: „Europe/Bucharest”."""
    areas = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    names = sorted(name for name in available_timezones() if name.split("/")[0] in areas or name == "UTC")
    return tuple((name, name.replace("_", " ")) for name in names)


class PreferencesForm(forms.Form):
    """Name, language, zone, theme, shortcuts."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones, help_text=_("Hours and due days are shown by it.")
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    has_letter_keys = forms.BooleanField(
        label=_("Single-letter shortcuts"),
        required=False,
        help_text=_("N for new, E for edit, Z for undo. Ctrl+K and Ctrl+S work in any case."),
    )


class CurrentPasswordForm(GateForm):
    """The present password, asked before what protects the account is changed."""

    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=password_input("current-password"),
        error_messages={"required": _("Type your current password.")},
    )


class PasswordForm(NewPasswordForm, CurrentPasswordForm):
    """A new password instead of the present one."""

    field_order = ("current", "password")


class AppForm(CurrentPasswordForm):
    """The first code of an authenticator app."""

    code = forms.CharField(
        label=_("Code shown by the app"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the code.")},
    )

    field_order = ("code", "current")


class KeyForm(CurrentPasswordForm):
    """A new security key; `answer` is what the key says, put in by the page's script."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("By which you will know the key, such as “Office key” or “Phone”."),
        error_messages={"required": _("Type a name.")},
    )
    answer = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("The key has not answered yet.")})

    field_order = ("name", "current", "answer")


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Which program will use it, such as “Website form”."),
        error_messages={"required": _("Type a name, so that you know later what the token is for.")},
    )
    scope = forms.ChoiceField(label=_("Scope"), choices=ApiToken.Scope.choices, initial=ApiToken.Scope.WRITE)
