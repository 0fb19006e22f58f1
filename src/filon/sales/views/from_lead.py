"""Ofertă nouă, from an opportunity."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.history.toasts import undo_toast
from filon.sales.forms.customer import CustomerForm
from filon.sales.services.creating import create_quotation
from filon.sales.services.customers import proposed_customer, settle_customer
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect as lead_to


@require_http_methods(["GET", "HEAD", "POST"])
def quotation_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a quotation for an opportunity. Without a customer, a dialog asks who it is."""
    user = signed_in(request)
    lead = get_object_or_404(Lead.objects.visible_to(user).select_related("contact__company"), pk=pk)
    if lead.contact_id is not None and request.method == "POST":
        return _started(request, lead)
    proposed = proposed_customer(user=user, lead=lead)
    initial: dict[str, Any] = {"choice": "link" if proposed else "create", "contact": proposed}
    form = CustomerForm(request.POST if "choice" in request.POST else None, user=user, initial=initial)
    if form.is_bound and form.is_valid():
        choice = form.cleaned_data["choice"]
        if choice == "none":
            return lead_to(request, f"{reverse('sales:quotation-new')}?lead={lead.pk}")
        try:
            with transaction.atomic():
                settle_customer(actor=user, lead=lead, choice=choice, contact=form.cleaned_data["contact"])
                lead.refresh_from_db()
                return _started(request, lead)
        except DomainError as refusal:
            show_refusal(form, refusal)
    context = {"form": form, "lead": lead, "proposed": proposed}
    return render(request, "sales/customer_dialog.html", context, status=422 if form.is_bound else 200)


def _started(request: HttpRequest, lead: Lead) -> HttpResponse:
    made = create_quotation(actor=signed_in(request), lead=lead)
    undo_toast(request, _("%(number)s is a draft.") % {"number": made.number}, _("Undo the quotation"))
    url = reverse("sales:quotation", args=[made.pk])
    return lead_to(request, url) if request.headers.get("HX-Request") else redirect(url)
