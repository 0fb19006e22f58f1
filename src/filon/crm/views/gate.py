"""What is asked before an opportunity enters a stage: the fields it requires, and what becomes of open activities."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget

from filon.accounts.models import User
from filon.activities.services.handling import open_count
from filon.crm.choices import Status
from filon.crm.forms import StageFieldsForm
from filon.crm.models import Lead, Stage
from filon.crm.services.entering import missing_fields
from filon.crm.services.updating import update_lead

KEPT = ("stage", "above", "below", "view", "page")
CHOICES = ("keep", "close")


class Gate:
    """What `stage` asks of an opportunity, and what of it was answered in this request."""

    def __init__(self, request: HttpRequest, user: User, lead: Lead, stage: Stage) -> None:
        self.request, self.user, self.lead, self.stage = request, user, lead, stage
        self.missing = missing_fields(lead, stage)
        wins = stage.is_won and lead.status != Status.WON
        self.activities = open_count([lead.pk]) if wins else 0
        self.form: StageFieldsForm | None = None
        if self.missing:
            typed = request.POST if "asked" in request.POST else None
            self.form = StageFieldsForm(typed, names=self.missing, user=user)

    @property
    def asks(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.missing or self.activities)

    @property
    def closes_activities(self) -> bool:
        """Whether what is planned is to be closed with the deal."""
        return self.request.POST.get("activities") == "close"

    def passed(self) -> bool:
        """Whether all is answered; what was typed is then saved, so that the stage may be entered."""
        if self.activities and self.request.POST.get("activities") not in CHOICES:
            return False
        if self.form is None:
            return True
        if not self.form.is_valid():
            return False
        update_lead(actor=self.user, lead=self.lead, **self.form.cleaned_data)
        return True

    def ask(self) -> HttpResponse:
        """The question, in the page's dialog."""
        context: dict[str, Any] = {
            "lead": self.lead,
            "stage": self.stage,
            "form": self.form,
            "activities": self.activities,
            "kept": {name: self.request.POST.get(name, "") for name in KEPT},
        }
        response = render(self.request, "crm/stage_gate.html", context, status=422)
        return reswap(retarget(response, "#dialog-body"), "innerHTML")
