"""The amounts of an invoice, made anew from its lines."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from filon.catalog.services.amounts import AmountLine, Amounts, document_amounts, step_of
from filon.catalog.services.taxing import TaxBook
from filon.core.exceptions import DomainError
from filon.core.money import rounded
from filon.core.updating import update_rows
from filon.invoicing.models import Invoice, InvoiceLine
from filon.search.text import search_text_of

AMOUNTS = ("untaxed", "tax", "rounding", "total", "residual", "untaxed_base", "total_base")
LARGEST = Decimal(10) ** 12


def amount_line(line: InvoiceLine) -> AmountLine:
    """A line as the arithmetic knows it; its tax is the VAT category."""
    return AmountLine(
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount=line.discount,
        tax=line.tax.category if line.tax else None,
        percent=line.tax_percent,
        is_included=line.is_included,
    )


def amounts_of(lines: list[InvoiceLine], currency: str) -> Amounts:
    """The amounts of these lines."""
    return document_amounts([amount_line(line) for line in lines], step_of(currency))


def recompute(invoice: Invoice) -> list[InvoiceLine]:
    """Make the amounts of a draft and of its lines anew, and save them. Gives its lines, in order.

    A line that takes from an order, or a credit note's, keeps the rate it was sold at; another has that of the day.
    """
    lines = list(invoice.lines.select_related("tax", "unit", "order_line"))
    book = TaxBook.of(invoice.issued_on)
    for line in lines:
        if line.tax is None:
            line.tax_percent = Decimal(0)
        elif not invoice.is_credit and not line.is_down_payment:
            line.tax_percent = book.percent(line.tax)
    amounts = amounts_of(lines, invoice.currency_code)
    for line, base in zip(lines, amounts.bases, strict=True):
        line.base = base
    if max(abs(amounts.total), *(abs(line.base) for line in lines), Decimal(0)) >= LARGEST:
        raise DomainError(_("The amount is too large."), field="quantity")
    update_rows(lines, ("base", "tax_percent"))
    invoice.untaxed, invoice.tax, invoice.rounding = amounts.untaxed, amounts.tax, amounts.rounding
    invoice.total = invoice.residual = amounts.total
    invoice.untaxed_base = rounded(amounts.untaxed * invoice.rate)
    invoice.total_base = rounded(amounts.total * invoice.rate)
    invoice.save(update_fields=AMOUNTS)
    return lines


def derive(invoice: Invoice) -> None:
    """Set the search text of an invoice, which is not saved."""
    order = invoice.order.number if invoice.order else ""
    digits = invoice.number.replace("-", "")
    invoice.search_text = search_text_of(
        invoice.number, digits, invoice.customer.name, order, invoice.customer_reference
    )


@transaction.atomic
def derive_again(ids: Iterable[int]) -> None:
    """Make search text and amounts of the drafts `ids` anew, as after an undo."""
    for invoice in Invoice.objects.filter(pk__in=list(ids)).select_related("customer", "order"):
        derive(invoice)
        invoice.save(update_fields=["search_text"])
        if invoice.is_draft:
            recompute(invoice)
