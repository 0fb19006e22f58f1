"""What a new installation is asked first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.organisation.forms.settings import SettingsForm


class WelcomeForm(SettingsForm):
    """The company with its country and currency, its language, and the first team with its address."""

    time_zone = None  # type: ignore[assignment]
    uses_leads = None  # type: ignore[assignment]
    uses_recurring_revenue = None  # type: ignore[assignment]
    team = forms.CharField(
        label=_("First sales team"), max_length=100, error_messages={"required": _("Write the team’s name.")}
    )
    alias = forms.CharField(label=_("E-mail alias"), max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The settings explain themselves; here it is short.
        for name in ("name", "country", "currency"):
            self.fields[name].help_text = ""
