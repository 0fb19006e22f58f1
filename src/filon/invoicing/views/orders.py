"""Delivering and invoicing an order, from its page."""

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.invoicing.forms import BasisForm
from filon.invoicing.services.drafting import draft_from_order
from filon.invoicing.services.quantities import quantities_of
from filon.sales.models import Delivery, Quotation
from filon.sales.services.delivering import delete_delivery, deliver
from filon.sales.services.documents import delivery_pdf
from filon.ui import reading
from filon.ui.files import pdf_answer
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect as lead_to


@require_http_methods(["GET", "HEAD", "POST"])
def order_invoice(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that drafts an invoice of an order."""
    user, order = signed_in(request), _order_or_404(request, pk)
    form = BasisForm(request.POST or None, initial={"basis": "regular", "deducts": True})
    if form.is_bound and form.is_valid():
        try:
            draft = draft_from_order(actor=user, order=order, day=user.today, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return lead_to(request, reverse("invoicing:invoice", args=[draft.pk]))
    context = {"form": form, "order": order, "lines": quantities_of(order)}
    return render(request, "invoicing/order_invoice.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def order_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that notes a delivery; it proposes what is left."""
    user, order = signed_in(request), _order_or_404(request, pk)
    lines, error = quantities_of(order), ""
    if request.method == "POST":
        try:
            quantities = {each.line.pk: _quantity(request.POST.get(f"line_{each.line.pk}", "")) for each in lines}
            deliver(actor=user, order=order, day=user.today, quantities=quantities, note=request.POST.get("note", ""))
        except DomainError as refusal:
            error = " ".join(str(sentence) for sentence in refusal.errors.values()) or str(refusal)
        else:
            undo_toast(request, _("The delivery is noted."), _("Undo the delivery"))
            return lead_to(request, reverse("sales:quotation", args=[pk]))
    rows = [(each, request.POST.get(f"line_{each.line.pk}")) for each in lines]
    context = {"order": order, "rows": rows, "error": error, "note": request.POST.get("note", "")}
    return render(request, "invoicing/order_deliver.html", context, status=422 if error else 200)


@require_POST
def delivery_back(request: HttpRequest, pk: int, delivery_pk: int) -> HttpResponse:
    """Take back a delivery that was noted by mistake."""
    delivery = get_object_or_404(Delivery, pk=delivery_pk, quotation=_order_or_404(request, pk))
    delete_delivery(actor=signed_in(request), delivery=delivery)
    undo_toast(request, _("The delivery is taken back."), _("Undo the change"))
    return redirect("sales:quotation", pk)


@require_safe
def delivery_note(request: HttpRequest, pk: int, delivery_pk: int) -> HttpResponse:
    """The delivery note, to be signed by who receives."""
    delivery = get_object_or_404(Delivery, pk=delivery_pk, quotation=_order_or_404(request, pk))
    return pdf_answer(delivery_pdf(delivery), f"{delivery.number}.pdf")


def _order_or_404(request: HttpRequest, pk: int) -> Quotation:
    rows = Quotation.objects.visible_to(signed_in(request)).select_related("customer")
    return get_object_or_404(rows, pk=pk)


def _quantity(text: str) -> Decimal:
    if not text.strip():
        return Decimal(0)
    try:
        quantity = reading.amount(text)
    except (reading.Unreadable, InvalidOperation) as error:
        raise DomainError(_("“%(text)s” is no quantity.") % {"text": text}, field="quantities") from error
    if abs(quantity) >= 10**9:
        raise DomainError(_("The number is too large."), field="quantities")
    return quantity
