"""The form of one stage."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.core.exceptions import DomainError
from filon.crm import policies
from filon.crm.forms import StageForm
from filon.crm.models import Stage
from filon.crm.services.stages import change_stage
from filon.crm.views.scope import user_of
from filon.history.toasts import undo_toast


@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a stage, or change it."""
    user = user_of(request)
    policies.require_configure(user)
    found = get_object_or_404(Stage, pk=pk)
    form = StageForm(request.POST or None, stage=found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_stage(actor=user, stage=found, **form.values())
            except DomainError as refusal:
                for field, text in refusal.errors.items():
                    form.add_error(field if field in form.fields else None, text)
            else:
                undo_toast(request, _("Saved."), _("Undo the changes"))
                return redirect("crm:stages")
    return render(request, "crm/stage.html", {"form": form, "stage": found}, status=status)
