"""The documents of a quotation, and how its customer sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.history.toasts import undo_toast
from filon.sales.choices import Standing
from filon.sales.models import QuotationLink, QuotationVersion
from filon.sales.services.documents import quotation_pdf
from filon.sales.services.links import customers_link, revoke_links
from filon.sales.services.snapshot import content_of
from filon.sales.services.standing import CustomersView
from filon.sales.views.customers_sheet import page_context
from filon.sales.views.scope import quotation_of
from filon.ui.files import pdf_answer


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The quotation or order as it is now."""
    found = quotation_of(request, pk)
    return pdf_answer(quotation_pdf(found), f"{found.number}.pdf")


@require_safe
def version_pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What the customer was sent."""
    found = quotation_of(request, pk)
    version = get_object_or_404(found.versions.all(), number=number)
    return pdf_answer(quotation_pdf(found, content=version.content), f"{found.number}-v{number}.pdf")


@require_safe
def as_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer's page of a quotation as it is now, sent or not."""
    found = quotation_of(request, pk)
    version = QuotationVersion(quotation=found, number=found.version or 1, content=content_of(found))
    seen = CustomersView(QuotationLink(quotation=found), found, version, Standing.OPEN, None)
    with override(found.language):
        context = page_context(request, seen, reverse("sales:quotation-pdf", args=[pk]))
        return render(request, "sales/customer/page.html", context)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the customer's link, or take it back."""
    found, user = quotation_of(request, pk), signed_in(request)
    if "revoke" in request.POST:
        revoke_links(actor=user, quotation=found)
        undo_toast(request, _("The link is taken back; whoever opens it is told so."), _("Undo"))
    else:
        customers_link(actor=user, quotation=found)
    return redirect("sales:quotation", pk)
