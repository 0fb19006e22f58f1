"""The quick card: a new opportunity typed in a column of the board."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from filon.core.exceptions import DomainError
from filon.crm.forms import QuickForm
from filon.crm.lists.board import figures_of, heads_of, shown_stages
from filon.crm.lists.cards import cards
from filon.crm.models import Lead, Stage
from filon.crm.services.creating import NewContact, create_lead
from filon.crm.views.scope import board_scope, state_of, user_of
from filon.history.toasts import undo_toast
from filon.teams.models import Team
from filon.ui.htmx import redirect
from filon.ui.lists.look import look_of


@require_http_methods(["GET", "POST"])
def quick(request: HttpRequest, pk: int) -> HttpResponse:
    """The card, empty; or what was typed in it becomes an opportunity in this stage.

    „Adaugă” keeps the card open for the next one, „Editare” leads to the whole form of the new one.
    """
    stage = get_object_or_404(Stage, pk=pk)
    form = QuickForm(request.POST or None, user=user_of(request))
    if request.method != "POST":
        return _card(request, stage, form)
    if not form.is_valid():
        return _card(request, stage, form, status=422)
    try:
        with transaction.atomic():
            lead = _create(request, stage, form)
    except DomainError as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field if field in form.fields else None, text)
        return _card(request, stage, form, status=422)
    if "edit" in request.POST:
        return redirect(request, reverse("crm:lead", args=[lead.pk]))
    undo_toast(request, _("“%(name)s” was added.") % {"name": lead.name}, _("Undo the addition"))
    return _added(request, stage, lead)


def _create(request: HttpRequest, stage: Stage, form: QuickForm) -> Lead:
    typed = form.cleaned_data
    fresh = typed["contact_new"]
    new_contact = NewContact(fresh, email=typed["contact_email"], phone=typed["contact_phone"]) if fresh else None
    given = ("name", "expected_revenue", "recurring_revenue", "recurring_plan", "priority")
    values: dict[str, Any] = {name: typed[name] for name in given if name in typed}
    state = state_of(request, request.POST.get("view", ""))
    teams = state.filters.get("team", ())
    if len(teams) == 1 and teams[0].isdecimal():
        values["team"] = Team.objects.active().filter(pk=int(teams[0])).first()
    return create_lead(actor=user_of(request), new_contact=new_contact, contact=typed["contact"], stage=stage, **values)


def _card(request: HttpRequest, stage: Stage, form: QuickForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "stage": stage, "is_new_contact": bool(form.data.get("contact_new"))}
    return render(request, "crm/quick.html", context, status=status)


def _added(request: HttpRequest, stage: Stage, lead: Lead) -> HttpResponse:
    """An empty card for the next one, the new opportunity under it, and the column's head anew."""
    look, state = look_of(request.user), state_of(request, request.POST.get("view", ""))
    stages = shown_stages(state)
    heads = heads_of(stages, figures_of(board_scope(request, state), stages))
    context = {
        "form": QuickForm(user=user_of(request)),
        "stage": stage,
        "card": cards([lead.pk], today=look.today, zone=look.zone)[lead.pk],
        "heads": [head for head in heads if head.id == str(stage.pk)],
        "oob": True,
    }
    response = render(request, "crm/quick_added.html", context)
    return trigger_client_event(response, "crm:added", {"id": lead.pk, "stage": stage.pk}, after="swap")
