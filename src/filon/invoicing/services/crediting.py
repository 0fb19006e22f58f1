"""Credit notes: how a posted invoice is taken back, whole or in part."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import Conflict, DomainError
from filon.history.services.recording import describe
from filon.invoicing.choices import InvoiceKind
from filon.invoicing.models import Invoice, InvoiceLine
from filon.invoicing.services.computing import derive, recompute
from filon.invoicing.services.locking import lock_invoice

_HEAD = ("order", "lead", "customer", "customer_reference", "language", "currency", "salesperson", "team")
_LINE = ("order_line", "product", "name", "description", "unit", "unit_price", "discount", "tax", "tax_percent",
         "is_included", "is_down_payment", "sequence")  # fmt: skip


@transaction.atomic
def draft_credit_note(
    *, actor: User | None, invoice: Invoice, day: date, quantities: Mapping[int, Decimal] | None = None
) -> Invoice:
    """Draft a credit note over all that is left of an invoice, or over these quantities by line.

    DomainError when more would be credited than was invoiced.
    """
    invoice = lock_invoice(actor=actor, invoice=invoice)
    if invoice.is_draft or invoice.is_credit:
        raise Conflict(_("Only a posted invoice is credited."))
    lines = list(invoice.lines.all())
    left = _left(invoice, lines)
    wanted = left if quantities is None else quantities
    errors = [line.name for line in lines if abs(wanted.get(line.pk, Decimal(0))) > abs(left[line.pk])]
    if errors:
        raise DomainError(
            _("More of “%(line)s” would be credited than is left.") % {"line": errors[0]}, field="quantities"
        )
    chosen = [line for line in lines if wanted.get(line.pk)]
    if not chosen:
        raise Conflict(_("All of this invoice is credited already."))
    describe(gettext_noop("Drafted a credit note"))
    head = {name: getattr(invoice, name) for name in _HEAD}
    note = Invoice(
        kind=InvoiceKind.CREDIT_NOTE,
        credits=invoice,
        issued_on=day,
        due_on=day,
        rate=invoice.rate,
        created_by=actor,
        **head,
    )
    derive(note)
    Invoice.objects.bulk_create_records([note])
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=note, quantity=wanted[line.pk], **{name: getattr(line, name) for name in _LINE})
        for line in chosen
    )
    recompute(note)
    return note


def _left(invoice: Invoice, lines: list[InvoiceLine]) -> dict[int, Decimal]:
    """How much of each line no credit note has taken back. Lines of credit notes follow their invoice's by place."""
    rows = InvoiceLine.objects.filter(invoice__credits=invoice).order_by()
    credited = dict(rows.values_list("sequence").annotate(sum=Sum("quantity")).values_list("sequence", "sum"))
    return {line.pk: line.quantity - credited.get(line.sequence, Decimal(0)) for line in lines}
