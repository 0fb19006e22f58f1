"""What has been invoiced: of an order, an opportunity, and by teams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, Q, Sum, When
from django.utils.translation import gettext as _

from filon.chatter.hooks import Recipient
from filon.core.money import MoneyField
from filon.invoicing.choices import InvoiceKind, InvoiceState
from filon.invoicing.models import Invoice, InvoiceQuerySet
from filon.invoicing.services.quantities import LineQuantities


def _signed(name: str) -> Case:
    """An amount, below zero on credit notes."""
    credited = When(kind=InvoiceKind.CREDIT_NOTE, then=-F(name))
    return Case(credited, default=F(name), output_field=MoneyField())


@dataclass(frozen=True)
class Figures:
    """How many documents there are, what the posted ones come to untaxed in our currency, and what is unpaid."""

    count: int
    invoiced: Decimal
    unpaid: Decimal


def figures(rows: InvoiceQuerySet) -> Figures:
    """The figures of `rows`, in one query. `unpaid` is meant for documents of one currency."""
    posted = Q(state=InvoiceState.POSTED)
    found = rows.order_by().aggregate(
        count=Count("pk"),
        invoiced=Sum(_signed("untaxed_base"), filter=posted),
        unpaid=Sum(_signed("residual"), filter=posted),
    )
    return Figures(found["count"], found["invoiced"] or Decimal(0), found["unpaid"] or Decimal(0))


def invoiced_by_teams(team_ids: Sequence[int], first: date, last: date) -> Mapping[int, Decimal]:
    """Posted invoices less credit notes of each team in these days, untaxed, in the organisation's currency."""
    rows = Invoice.objects.posted().filter(team__in=team_ids, issued_on__range=(first, last)).order_by()
    return dict(rows.values_list("team").annotate(sum=Sum(_signed("untaxed_base"))).values_list("team", "sum"))


def is_delivered(found: Sequence[LineQuantities]) -> bool:
    """Whether everything of an order has been delivered."""
    return all(each.to_deliver <= 0 for each in found)


def is_invoiced(found: Sequence[LineQuantities]) -> bool:
    """Whether everything of an order has been invoiced."""
    return all(each.invoiced >= each.line.quantity for each in found)


def invoice_recipients(invoice_id: int) -> list[Recipient]:
    """The customer, and the person of the order."""
    row = Invoice.objects.select_related("customer", "order__attention").filter(pk=invoice_id).first()
    people = [row.order.attention if row.order else None, row.customer] if row else []
    return [Recipient(each.email_normalised, each.name, _("customer")) for each in people if each and each.email]
