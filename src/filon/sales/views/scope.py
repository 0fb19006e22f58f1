"""What a request is about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from filon.accounts.requests import signed_in
from filon.sales.models import Quotation, QuotationLine


def quotation_of(request: HttpRequest, pk: int) -> Quotation:
    """The quotation, if the user sees it, with its opportunity if he sees that too; else 404."""
    user = signed_in(request)
    rows = Quotation.objects.visible_to(user).with_lead_seen_by(user)
    related = ("customer", "attention", "salesperson", "team", "price_list", "payment_term", "currency", "template")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def line_of(quotation: Quotation, pk: int) -> QuotationLine:
    """A line of it; else 404."""
    line = get_object_or_404(quotation.lines.select_related("product", "unit", "tax"), pk=pk)
    line.quotation = quotation
    return line
