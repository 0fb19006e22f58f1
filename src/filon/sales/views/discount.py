"""The dialog for a discount on the whole quotation."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.toasts import undo_toast
from filon.sales.forms.discount import AMOUNT, PERCENT, DiscountForm
from filon.sales.services.discounting import discount_all, discount_amount
from filon.sales.views.scope import quotation_of
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect


@require_http_methods(["GET", "HEAD", "POST"])
def discount(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how much is taken off, and take it off."""
    quotation = quotation_of(request, pk)
    form = DiscountForm(request.POST or None, quotation=quotation, initial={"choice": PERCENT})
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                _take_off(signed_in(request), quotation, form.cleaned_data)
        except NotAllowed:
            raise
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The discount is in the lines."), _("Undo the discount"))
            return redirect(request, reverse("sales:quotation", args=[pk]))
    context = {"form": form, "quotation": quotation}
    return render(request, "sales/discount_dialog.html", context, status=422 if form.is_bound else 200)


def _take_off(user: Any, quotation: Any, said: dict[str, Any]) -> None:
    if said["choice"] == AMOUNT:
        discount_amount(actor=user, quotation=quotation, amount=said["amount"])
    else:
        discount_all(actor=user, quotation=quotation, discount=said["discount"])
