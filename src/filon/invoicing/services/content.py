"""The content of an invoice as data: what it says, prints, and an e-invoice will carry."""

from decimal import Decimal

from django.utils.translation import override

from filon.contacts.models import Contact
from filon.core.fields import translated
from filon.invoicing.models import Invoice, InvoiceLine
from filon.invoicing.services.computing import amounts_of
from filon.sales.services.snapshot import Content, party, seller, tax_summary


def content_of(invoice: Invoice) -> Content:
    """The content in the invoice's language, of plain JSON values: amounts as text, days as ISO 8601."""
    lines = list(invoice.lines.select_related("tax", "unit", "product"))
    with override(invoice.language):
        term = invoice.payment_term
        return {
            "kind": invoice.kind,
            "number": invoice.number,
            "language": invoice.language,
            "currency": invoice.currency_code,
            "rate": str(invoice.rate),
            **seller(),
            "issued_on": invoice.issued_on.isoformat(),
            "due_on": invoice.due_on.isoformat() if invoice.due_on else None,
            "order": invoice.order.number if invoice.order else "",
            "credits": invoice.credits.number if invoice.credits else "",
            "customer": _customer(invoice.customer),
            "customer_reference": invoice.customer_reference,
            "salesperson": invoice.salesperson.name if invoice.salesperson else "",
            "payment_term": (translated(term.text) or translated(term.name)) if term else "",
            "terms": invoice.terms,
            "lines": [_line(line) for line in lines],
            "taxes": tax_summary(amounts_of(lines, invoice.currency_code), (line.tax for line in lines)),
            "untaxed": str(invoice.untaxed),
            "tax": str(invoice.tax),
            "tax_base": str((invoice.tax * invoice.rate).quantize(Decimal("0.01"))),
            "rounding": str(invoice.rounding),
            "total": str(invoice.total),
        }


def _customer(contact: Contact) -> Content:
    """Who is billed; with the codes of county and country, which an e-invoice carries."""
    return {**party(contact), "state_code": contact.state_id or "", "country_code": contact.country_id or ""}


def _line(line: InvoiceLine) -> Content:
    return {
        "name": line.name,
        "description": line.description,
        "reference": line.product.reference if line.product else "",
        "quantity": str(line.quantity),
        "unit": str(line.unit) if line.unit else "",
        "unit_code": line.unit.code if line.unit else "",
        "unit_price": str(line.unit_price),
        "discount": str(line.discount),
        "tax": str(line.tax) if line.tax else "",
        "tax_category": line.tax.category if line.tax else "O",
        "tax_percent": str(line.tax_percent),
        "tax_included": line.is_included,
        "base": str(line.base),
    }
