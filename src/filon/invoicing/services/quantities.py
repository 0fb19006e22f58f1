"""How much of an order is invoiced, and how much is to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Sum, When

from filon.catalog.choices import InvoicePolicy
from filon.invoicing.choices import InvoiceKind
from filon.invoicing.models import InvoiceLine
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.delivering import delivered


@dataclass(frozen=True)
class LineQuantities:
    """Of one line of an order: ordered, delivered, invoiced (drafts count), and to be invoiced."""

    line: QuotationLine
    delivered: Decimal
    invoiced: Decimal

    @property
    def by_delivery(self) -> bool:
        """Whether what is delivered is invoiced, and not what is ordered."""
        return self.line.product is not None and self.line.product.invoice_policy == InvoicePolicy.DELIVERED

    @property
    def to_invoice(self) -> Decimal:
        """What is left to be invoiced; below zero when more was invoiced than is due."""
        return (self.delivered if self.by_delivery else self.line.quantity) - self.invoiced

    @property
    def to_deliver(self) -> Decimal:
        """What is left to be delivered."""
        return self.line.quantity - self.delivered


def invoiced(line_ids: Iterable[int]) -> dict[int, Decimal]:
    """How much of each line of an order stands on invoices, less what credit notes took back; drafts count."""
    rows = InvoiceLine.objects.filter(order_line__in=list(line_ids)).order_by()
    signed = Case(
        When(invoice__kind=InvoiceKind.CREDIT_NOTE, then=-F("quantity")),
        default=F("quantity"),
        output_field=DecimalField(),
    )
    return dict(rows.values_list("order_line").annotate(sum=Sum(signed)).values_list("order_line", "sum"))


def quantities_of(order: Quotation) -> list[LineQuantities]:
    """The quantities of the lines that count, in their order."""
    return quantities_of_orders([order])[order.pk]


def quantities_of_orders(orders: Iterable[Quotation]) -> dict[int, list[LineQuantities]]:
    """The same of several orders, by their ids; three queries for any number."""
    found: dict[int, list[LineQuantities]] = {order.pk: [] for order in orders}
    rows = QuotationLine.objects.filter(quotation__in=found).select_related("product", "unit", "tax")
    lines = [line for line in rows if line.counts]
    keys = [line.pk for line in lines]
    came, billed = delivered(keys), invoiced(keys)
    zero = Decimal(0)
    for line in lines:
        quantities = LineQuantities(line, came.get(line.pk, zero), billed.get(line.pk, zero))
        found[line.quotation_id].append(quantities)
    return found
