"""The page of a quotation, and of a new one."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.history.toasts import undo_toast
from filon.sales.forms.quotation import QuotationForm
from filon.sales.models import Quotation
from filon.sales.services.creating import create_quotation
from filon.sales.services.updating import update_quotation
from filon.sales.views.scope import quotation_of
from filon.sales.views.sheet import sheet_context
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a quotation, or save its head."""
    found = quotation_of(request, pk)
    form = QuotationForm(request.POST or None, user=signed_in(request), quotation=found)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                update_quotation(actor=signed_in(request), quotation=found, **form.values())
        except DomainError as refusal:
            show_refusal(form, refusal)
            found = quotation_of(request, pk)
        else:
            undo_toast(request, _("Saved."), _("Undo the changes"))
            return redirect("sales:quotation", pk)
    return _page(request, form, found)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new quotation: for whom; the rest is proposed."""
    user = signed_in(request)
    initial = {"customer": request.GET["customer"]} if request.GET.get("customer", "").isdecimal() else {}
    number = request.GET.get("lead", "")
    lead = get_object_or_404(Lead.objects.visible_to(user), pk=number) if number.isdecimal() else None
    form = QuotationForm(request.POST or None, user=user, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                made = create_quotation(actor=user, lead=lead, **form.values())
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("%(number)s is a draft.") % {"number": made.number}, _("Undo the quotation"))
            return redirect("sales:quotation", made.pk)
    context = {"form": form, "lead": lead, "is_unsaved": form.is_bound}
    return render(request, "sales/quotation_new.html", context, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, form: QuotationForm, found: Quotation) -> HttpResponse:
    context = {**sheet_context(found, signed_in(request)), "form": form, "is_unsaved": form.is_bound}
    return render(request, "sales/quotation.html", context, status=422 if form.is_bound else 200)
