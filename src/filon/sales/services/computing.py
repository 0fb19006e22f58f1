"""The amounts of a quotation, made anew from its lines."""

from decimal import Decimal

from django.utils.translation import gettext as _

from filon.catalog.services.amounts import AmountLine, Amounts, document_amounts, entered_amount, step_of
from filon.catalog.services.taxing import TaxBook
from filon.core.exceptions import DomainError
from filon.core.money import rounded
from filon.core.updating import update_rows
from filon.sales.models import Quotation, QuotationLine

AMOUNTS = ("untaxed", "tax", "rounding", "total", "margin", "untaxed_base", "total_base")
LARGEST = Decimal(10) ** 12


def amount_line(line: QuotationLine) -> AmountLine:
    """A line of a quotation as the arithmetic knows it; its tax is the VAT category."""
    return AmountLine(
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount=line.discount,
        tax=line.tax.category if line.tax else None,
        percent=line.tax_percent,
        is_included=bool(line.tax and line.tax.is_included),
    )


def amounts_of(lines: list[QuotationLine], currency: str) -> Amounts:
    """The amounts of the lines that count."""
    return document_amounts([amount_line(line) for line in lines if line.counts], step_of(currency))


def recompute(quotation: Quotation) -> list[QuotationLine]:
    """Make the amounts of a quotation, which is locked, and of its lines anew, and save what has changed.

    Gives its lines, in order. DomainError on `tax` when a tax of a line has no rate on the quotation's day.
    """
    lines = list(quotation.lines.select_related("tax", "unit"))
    before = {line.pk: (line.base, line.tax_percent) for line in lines}
    _set_percents(quotation, lines)
    amounts = amounts_of(lines, quotation.currency_code)
    _set_bases(lines, amounts, step_of(quotation.currency_code))
    if max(abs(amounts.total), *(abs(line.base) for line in lines), Decimal(0)) >= LARGEST:
        raise DomainError(_("The amount is too large."), field="quantity")
    changed = [line for line in lines if before[line.pk] != (line.base, line.tax_percent)]
    update_rows(changed, ("base", "tax_percent"))
    cost = sum((line.cost * line.quantity for line in lines if line.counts), Decimal(0))
    quotation.untaxed, quotation.tax, quotation.total = amounts.untaxed, amounts.tax, amounts.total
    quotation.rounding, quotation.margin = amounts.rounding, amounts.untaxed - rounded(cost)
    quotation.untaxed_base = rounded(amounts.untaxed * quotation.rate)
    quotation.total_base = rounded(amounts.total * quotation.rate)
    quotation.save(update_fields=AMOUNTS)
    return lines


def content_changed(quotation: Quotation) -> None:
    """Remember that the customer has seen something else."""
    if quotation.version and not quotation.is_changed:
        quotation.is_changed = True
        quotation.save(update_fields=["is_changed"])


def _set_percents(quotation: Quotation, lines: list[QuotationLine]) -> None:
    book = TaxBook.of(quotation.quoted_on)
    for line in lines:
        line.tax_percent = book.percent(line.tax) if line.tax else Decimal(0)


def _set_bases(lines: list[QuotationLine], amounts: Amounts, step: Decimal) -> None:
    bases = iter(amounts.bases)
    for line in lines:
        line.base = next(bases) if line.counts else entered_amount(amount_line(line), step)
