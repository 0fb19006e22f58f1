"""What has been offered, per opportunity and per customer."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from filon.sales.choices import QuotationState
from filon.sales.models import Quotation


@dataclass(frozen=True)
class Figures:
    """How many quotations are open (draft or sent) and orders placed, and their untaxed sums in our currency."""

    quotations: int
    quoted: Decimal
    orders: int
    ordered: Decimal
    cancelled: int


def figures(rows: "QuerySet[Quotation, Any]") -> Figures:
    """The figures of `rows`, in one query."""
    offers = Q(state__in=(QuotationState.DRAFT, QuotationState.SENT))
    orders = Q(state=QuotationState.ORDER)
    found = rows.order_by().aggregate(
        quotations=Count("pk", filter=offers),
        quoted=Sum("untaxed_base", filter=offers),
        orders=Count("pk", filter=orders),
        ordered=Sum("untaxed_base", filter=orders),
        cancelled=Count("pk", filter=Q(state=QuotationState.CANCELLED)),
    )
    return Figures(
        quotations=found["quotations"],
        quoted=found["quoted"] or Decimal(0),
        orders=found["orders"],
        ordered=found["ordered"] or Decimal(0),
        cancelled=found["cancelled"],
    )


def thread_of(quotation: Quotation) -> int:
    """The record in whose thread we and the customer talk about a quotation: its opportunity, else itself."""
    return int(quotation.lead_id or quotation.pk)
