"""The PDF of an invoice or credit note."""

from django.utils.translation import override, pgettext

from filon.invoicing.models import Invoice
from filon.invoicing.services.content import content_of
from filon.sales.services.documents import logo_of
from filon.sales.services.printing import document


def invoice_pdf(invoice: Invoice) -> bytes:
    """A posted document as it was posted, for ever; a draft as it is now, which says so across each page."""
    content = invoice.content or content_of(invoice)
    with override(content["language"]):
        mark = pgettext("invoice", "Draft") if invoice.is_draft else ""
    return document(content, kind=invoice.kind, logo=logo_of(content), mark=mark)
