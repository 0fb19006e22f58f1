"""The form of one recurring plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.core.exceptions import DomainError
from filon.crm import policies
from filon.crm.forms import PlanForm
from filon.crm.models import RecurringPlan
from filon.crm.services.plans import change_plan
from filon.crm.views.scope import user_of
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan, or change it."""
    user = user_of(request)
    policies.require_configure(user)
    found = get_object_or_404(RecurringPlan, pk=pk)
    initial = {"name_ro": found.name.get("ro", ""), "name_en": found.name.get("en", ""), "months": found.months}
    form = PlanForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed = form.cleaned_data
            name = {language: typed[f"name_{language}"] for language in ("ro", "en") if typed[f"name_{language}"]}
            try:
                change_plan(actor=user, plan=found, name=name, months=typed["months"])
            except DomainError as refusal:
                show_refusal(form, refusal)
            else:
                undo_toast(request, _("Saved."), _("Undo the changes"))
                return redirect("crm:plans")
    return render(request, "crm/plan.html", {"form": form, "plan": found}, status=status)
