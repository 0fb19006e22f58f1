"""Winning, losing, bringing back, putting away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.crm.forms import LoseForm
from filon.crm.models import LostReason
from filon.crm.services.archiving import archive_leads, delete_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.restoring import restore_leads
from filon.crm.services.winning import require_opportunity, win_lead, won_stage
from filon.crm.views.gate import Gate
from filon.crm.views.scope import lead_of, page_after, user_of
from filon.crm.views.sheet import won_sentence
from filon.history.toasts import undo_toast
from filon.ui.htmx import redirect


@require_POST
def win(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an opportunity as won; what the won stage requires and what is still planned is asked about first."""
    user, lead = user_of(request), lead_of(request, pk)
    require_opportunity(lead)
    gate = Gate(request, user, lead, won_stage(lead))
    if not gate.passed():
        return gate.ask()
    lead = win_lead(actor=user, lead=lead, closes_activities=gate.closes_activities)
    undo_toast(request, won_sentence(user, lead), _("Undo the win"))
    return redirect(request, f"{reverse('crm:lead', args=[pk])}?won=1")


@require_http_methods(["GET", "POST"])
def lose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then mark an opportunity as lost; one of the reasons is enough to do both."""
    user, lead = user_of(request), lead_of(request, pk)
    form = LoseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lose_leads(actor=user, leads=[lead], reason=form.cleaned_data["reason"], note=form.cleaned_data["note"])
        undo_toast(request, _("Marked as lost."), _("Undo the loss"))
        return redirect(request, page_after(user, lead))
    reasons = LostReason.objects.filter(is_active=True)
    status = 422 if request.method == "POST" else 200
    return render(request, "crm/lead_lose.html", {"lead": lead, "form": form, "reasons": reasons}, status=status)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a lost or archived opportunity open again."""
    user, lead = user_of(request), lead_of(request, pk)
    restore_leads(actor=user, leads=[lead])
    undo_toast(request, _("Reopened."), _("Undo the reopening"))
    return redirect(request, page_after(user, lead))


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an opportunity away."""
    user, lead = user_of(request), lead_of(request, pk)
    archive_leads(actor=user, leads=[lead])
    undo_toast(request, _("Archived."), _("Undo the archiving"))
    return redirect(request, page_after(user, lead))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an opportunity."""
    delete_leads(actor=user_of(request), leads=[lead_of(request, pk)])
    undo_toast(request, _("Deleted."), _("Undo the deletion"))
    return redirect(request, reverse("crm:board"))
