"""Payments, registered by hand."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.services.posting import post_note
from filon.core.exceptions import Conflict, DomainError
from filon.core.money import rounded
from filon.history.services.recording import describe
from filon.invoicing import policies
from filon.invoicing.choices import PaymentMethod
from filon.invoicing.models import Invoice, Payment
from filon.invoicing.services.locking import lock_invoice
from filon.ui import formatting


@transaction.atomic
def register_payment(
    *,
    actor: User | None,
    invoice: Invoice,
    day: date,
    amount: Decimal,
    method: str = PaymentMethod.BANK,
    reference: str = "",
) -> Payment:
    """Note money that came for a posted invoice, or went out for a credit note. Never more than is left to pay."""
    invoice = lock_invoice(actor=actor, invoice=invoice)
    if invoice.is_draft:
        raise Conflict(_("Post the invoice first."))
    amount = rounded(amount)
    if amount <= 0:
        raise DomainError(_("Write an amount above zero."), field="amount")
    if amount > invoice.residual:
        left = formatting.money_exact(invoice.residual, invoice.currency_code)
        raise DomainError(_("Only %(left)s is left to pay.") % {"left": left}, field="amount")
    if method == PaymentMethod.CREDIT_NOTE or method not in PaymentMethod.values:
        raise DomainError(_("Choose how it was paid."), field="method")
    describe(gettext_noop("Registered a payment"))
    payment = Payment.objects.create(
        invoice=invoice,
        paid_on=day,
        amount=amount,
        method=method,
        reference=reference.strip()[:100],
        created_by=actor,
    )
    invoice.residual -= amount
    invoice.save(update_fields=["residual"])
    if not invoice.residual and invoice.order_id and actor is not None:
        post_note(actor=actor, record_id=invoice.order_id, body=_("Paid: %(number)s.") % {"number": invoice.number})
    return payment


@transaction.atomic
def take_payment_back(*, actor: User | None, payment: Payment) -> None:
    """Take back a payment that was registered by mistake; what a credit note settled stays."""
    policies.require_take_back(actor)
    invoice = lock_invoice(actor=actor, invoice=payment.invoice)
    if payment.credit_note_id is not None:
        raise Conflict(_("A credit note settled this; it stays as it is."))
    describe(gettext_noop("Took back a payment"))
    invoice.residual += payment.amount
    invoice.save(update_fields=["residual"])
    payment.delete()
