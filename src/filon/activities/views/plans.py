"""The pages of plans, and launching one on a record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.activities import policies
from filon.activities.forms.plan import LaunchForm, PlanForm, StepFormSet, steps_of
from filon.activities.models import Plan
from filon.activities.services.launching import delete_plan, plans_for
from filon.activities.views.answers import changed
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.ui import formatting
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """A new plan."""
    policies.require_configure(signed_in(request))
    return _form_page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan and its steps."""
    policies.require_configure(signed_in(request))
    return _form_page(request, get_object_or_404(Plan, pk=pk))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a plan."""
    policies.require_configure(signed_in(request))
    plan = get_object_or_404(Plan, pk=pk)
    delete_plan(actor=signed_in(request), plan=plan)
    undo_toast(request, _("“%(name)s” is deleted.") % {"name": plan}, _("Undo deleting"))
    return redirect("activities:plans")


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: HttpRequest, record_id: int) -> HttpResponse:
    """Launch a plan on one record."""
    user, record = signed_in(request), record_or_404(request, record_id)
    form = LaunchForm(request.POST or None, initial={"start": user.today, "assignee": user.pk})
    form.fields["plan"].queryset = Plan.objects.filter(  # type: ignore[attr-defined]
        pk__in=[plan.pk for plan in plans_for(record.type.kind)]
    )
    if form.is_bound and form.is_valid():
        try:
            count = form.launch(user, [record.pk])
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, launched(count), _("Undo the launch"))
            return changed(request, record.url)
    context = {"form": form, "record": record}
    return render(request, "activities/launch.html", context, status=422 if form.is_bound else 200)


def launched(count: int) -> str:
    """„3 activități planificate.”"""
    text = ngettext("%(shown)s activity planned.", "%(shown)s activities planned.", count)
    return text % {"shown": formatting.number(count)}


def _form_page(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    form = PlanForm(request.POST or None, user=signed_in(request), plan=plan)
    steps: Any = StepFormSet(request.POST or None, initial=steps_of(plan) if plan else [], prefix="steps")
    if form.is_bound and form.is_valid() and steps.is_valid():
        try:
            saved = form.save(steps)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("“%(name)s” is saved.") % {"name": saved}, _("Undo the change"))
            return redirect("activities:plans")
    context = {"form": form, "steps": steps, "plan": plan}
    return render(request, "activities/plan.html", context, status=422 if form.is_bound else 200)
