"""Preferences: what a user decides about his own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.forms.preferences import PreferencesForm
from filon.accounts.requests import signed_in
from filon.accounts.services.preferences import change_preferences
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal
from filon.ui.preferences import language_of
from filon.ui.toasts import done


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Name, language, zone, theme, shortcuts."""
    user = signed_in(request)
    initial = {
        "name": user.name,
        "language": language_of(request),
        "time_zone": user.zone,
        "theme": user.theme,
        "has_letter_keys": user.has_letter_keys,
    }
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_preferences(actor=user, user=user, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            with translation.override(form.cleaned_data["language"]):
                done(request, _("Your preferences are saved."))
            return redirect("accounts:preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/preferences.html", {"form": form, "tab": "preferences"}, status=status)
