"""A discount on a whole quotation: the same share on every line, or an amount as a line of its own."""

from decimal import ROUND_FLOOR, Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.catalog.models import Tax
from filon.catalog.services.amounts import entered_amount, rounded_to, step_of
from filon.core.exceptions import DomainError
from filon.history.services.recording import describe
from filon.sales.choices import LineKind
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.computing import amount_line, content_changed, recompute
from filon.sales.services.lines import check_discount
from filon.sales.services.locking import lock_open


@transaction.atomic
def discount_all(*, actor: User | None, quotation: Quotation, discount: Decimal) -> None:
    """Write the same discount, in hundredths, on every line; 0 takes it away, below zero is a mark-up."""
    quotation = lock_open(actor=actor, quotation=quotation)
    describe(gettext_noop("Discounted all lines"))
    check_discount(discount)
    quotation.lines.filter(kind=LineKind.PRODUCT).update(discount=discount, has_own_price=True)
    recompute(quotation)
    content_changed(quotation)


@transaction.atomic
def discount_amount(*, actor: User | None, quotation: Quotation, amount: Decimal) -> list[QuotationLine]:
    """Take `amount` off in lines below zero: one for each tax, in proportion, since VAT goes down with its own lines.

    The amount is as the prices are, so without VAT unless they contain it. It is at most what the lines come to.
    """
    quotation = lock_open(actor=actor, quotation=quotation)
    step = step_of(quotation.currency_code)
    amount = rounded_to(amount, step)
    sums = _sums(quotation, step)
    if not 0 < amount <= sum(sums.values(), Decimal(0)):
        raise DomainError(_("Write an amount above zero, at most what the lines come to."), field="amount")
    describe(gettext_noop("Took an amount off a quotation"))
    place = quotation.lines.aggregate(last=Max("sequence"))["last"] or 0
    with override(quotation.language):
        name = _("Discount")
    lines = [
        QuotationLine(quotation=quotation, name=name, unit_price=-share, tax=tax, sequence=place + number)
        for number, (tax, share) in enumerate(_shares(amount, sums, step), start=1)
    ]
    QuotationLine.objects.bulk_create(lines)
    recompute(quotation)
    content_changed(quotation)
    return lines


def _sums(quotation: Quotation, step: Decimal) -> dict[Tax | None, Decimal]:
    """What the lines of each tax come to; taxes with nothing to take off are left out."""
    sums: dict[Tax | None, Decimal] = {}
    for line in quotation.lines.select_related("tax"):
        if line.counts:
            sums[line.tax] = sums.get(line.tax, Decimal(0)) + entered_amount(amount_line(line), step)
    return {tax: amount for tax, amount in sums.items() if amount > 0}


def _shares(amount: Decimal, sums: dict[Tax | None, Decimal], step: Decimal) -> list[tuple[Tax | None, Decimal]]:
    """`amount` shared among the taxes in proportion; the cents left over go to the largest."""
    total = sum(sums.values(), Decimal(0))
    shares = {tax: (amount * part / total).quantize(step, rounding=ROUND_FLOOR) for tax, part in sums.items()}
    shares[max(sums, key=lambda tax: sums[tax])] += amount - sum(shares.values(), Decimal(0))
    return [(tax, share) for tax, share in shares.items() if share]
