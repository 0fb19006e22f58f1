"""The documents of a quotation, to read or to keep."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from filon.sales.services.documents import quotation_pdf
from filon.sales.views.scope import quotation_of
from filon.ui.files import pdf_answer


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The quotation or order as it is now."""
    found = quotation_of(request, pk)
    return pdf_answer(quotation_pdf(found), f"{found.number}.pdf")
