"""A tax and its dated rates."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.catalog import policies
from filon.catalog.choices import VatCategory
from filon.catalog.forms import TaxForm, TaxRateForm, tax_values, texts
from filon.catalog.models import Tax, TaxRate
from filon.catalog.services import taxing
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def tax(request: HttpRequest, pk: int) -> HttpResponse:
    """What a tax is, and its rates; a form for each."""
    user = signed_in(request)
    policies.require_change(user)
    found = get_object_or_404(Tax, pk=pk)
    about_rate = "rate" in request.POST
    form = TaxForm(request.POST if request.POST and not about_rate else None, initial=tax_values(found))
    rate_form = TaxRateForm(request.POST if about_rate else None)
    bound: Any = rate_form if about_rate else form
    if bound.is_bound and bound.is_valid():
        try:
            with transaction.atomic():
                _save(user, found, bound)
        except DomainError as refusal:
            show_refusal(bound, refusal)
        else:
            undo_toast(request, _("Saved."), _("Undo the change"))
            return redirect("catalog:tax", pk)
    context = {"form": form, "rate_form": rate_form, "tax": found, "rates": found.rates.order_by("-valid_from")}
    return render(request, "catalog/tax.html", context, status=422 if bound.is_bound else 200)


@require_POST
def rate_delete(request: HttpRequest, pk: int, rate_pk: int) -> HttpResponse:
    """Take back a wrong rate."""
    user = signed_in(request)
    policies.require_change(user)
    try:
        with transaction.atomic():
            taxing.delete_tax_rate(actor=user, rate=get_object_or_404(TaxRate, pk=rate_pk, tax_id=pk))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, _("The rate is deleted."), _("Undo the deletion"))
    return redirect("catalog:tax", pk)


def _save(user: Any, found: Tax, form: TaxForm | TaxRateForm) -> None:
    cleaned = form.cleaned_data
    if isinstance(form, TaxRateForm):
        taxing.set_tax_rate(actor=user, tax=found, day=cleaned["day"], percent=cleaned["percent"])
        return
    taxing.update_tax(
        actor=user,
        tax=found,
        name=texts(cleaned, "name"),
        category=VatCategory(cleaned["category"]),
        is_included=cleaned["is_included"],
        exemption_code=cleaned["exemption_code"],
        exemption_reason=texts(cleaned, "exemption_reason"),
    )
