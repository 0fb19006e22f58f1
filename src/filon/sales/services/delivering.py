"""Delivering an order, in one or several parts."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.services.posting import post_note
from filon.core.exceptions import Conflict, DomainError
from filon.history.services.recording import describe
from filon.organisation.services.numbering import next_number
from filon.sales.models import Delivery, DeliveryLine, Quotation
from filon.sales.services.locking import lock_quotation


def delivered(line_ids: Iterable[int]) -> dict[int, Decimal]:
    """How much of each line of an order has been delivered; lines of which nothing was are left out."""
    rows = DeliveryLine.objects.filter(line__in=list(line_ids)).order_by()
    return dict(rows.values_list("line").annotate(sum=Sum("quantity")).values_list("line", "sum"))


def to_deliver(order: Quotation) -> dict[int, Decimal]:
    """What is still to be delivered of each line that counts."""
    lines = [line for line in order.lines.all() if line.counts]
    done = delivered(line.pk for line in lines)
    return {line.pk: line.quantity - done.get(line.pk, Decimal(0)) for line in lines}


@transaction.atomic
def deliver(
    *, actor: User | None, order: Quotation, day: date, quantities: Mapping[int, Decimal], note: str = ""
) -> Delivery:
    """Note a delivery of these quantities by line. More than was ordered may be delivered; it is said in the thread.

    DomainError when nothing is delivered or a line is not of this order; Conflict for what is no order.
    """
    order = lock_quotation(actor=actor, quotation=order)
    if not order.is_order:
        raise Conflict(_("Only orders are delivered. Confirm the quotation first."))
    lines = {line.pk: line for line in order.lines.all() if line.counts}
    wanted = {key: quantity for key, quantity in quantities.items() if quantity}
    if not wanted:
        raise DomainError(_("Write how much was delivered."), field="quantities")
    if not wanted.keys() <= lines.keys():
        raise DomainError(_("One of the lines does not belong to this order."), field="quantities")
    done = delivered(lines)
    for key, quantity in wanted.items():
        if done.get(key, Decimal(0)) + quantity < 0:
            raise DomainError(
                _("More of “%(line)s” would come back than was delivered.") % {"line": lines[key].name},
                field="quantities",
            )
    describe(gettext_noop("Delivered an order"))
    delivery = Delivery.objects.create(
        quotation=order,
        number=next_number("delivery", day),
        delivered_on=day,
        note=note.strip()[:300],
        created_by=actor,
    )
    DeliveryLine.objects.bulk_create(
        DeliveryLine(delivery=delivery, line=lines[key], quantity=quantity) for key, quantity in wanted.items()
    )
    if actor is not None:
        post_note(actor=actor, record_id=order.pk, body=_("Delivered: %(number)s.") % {"number": delivery.number})
    return delivery


@transaction.atomic
def delete_delivery(*, actor: User | None, delivery: Delivery) -> None:
    """Take back a delivery that was noted by mistake; its number is not used again."""
    lock_quotation(actor=actor, quotation=delivery.quotation)
    describe(gettext_noop("Took back a delivery"))
    delivery.delete()
