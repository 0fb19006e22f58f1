"""System, Settings: what holds for the whole company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.organisation.forms.settings import SettingsForm
from filon.organisation.models import Organisation
from filon.organisation.services.configuring import change_organisation
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The company's name, country, currency, language and zone, and how it sells."""
    actor = signed_in(request)
    require_administrator(actor)
    company = Organisation.current()
    initial = {
        "name": company.name,
        "country": company.country_id,
        "currency": company.currency_id,
        "language": company.language,
        "time_zone": company.time_zone,
        "uses_leads": company.uses_leads,
        "uses_recurring_revenue": company.uses_recurring_revenue,
    }
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The settings are saved."), _("Undo the change"))
            return redirect("organisation:settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/settings.html", {"form": form}, status=status)
