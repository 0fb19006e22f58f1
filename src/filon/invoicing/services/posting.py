"""Posting: a draft gets its number and stands for ever. And deleting one that never did."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog.services.terms import instalments
from filon.chatter.services.posting import post_note
from filon.core import clock
from filon.core.deleting import delete_record
from filon.core.exceptions import Conflict, DomainError
from filon.history.services.recording import describe
from filon.invoicing.choices import InvoiceState, PaymentMethod
from filon.invoicing.hooks import invoice_posted
from filon.invoicing.models import Invoice, Payment
from filon.invoicing.services.computing import derive, recompute
from filon.invoicing.services.content import content_of
from filon.invoicing.services.locking import lock_draft
from filon.organisation.services.numbering import next_number
from filon.sales.services.snapshot import digest_of
from filon.ui import formatting


@transaction.atomic
def post_invoice(*, actor: User | None, invoice: Invoice) -> Invoice:
    """Give a draft its number and close it. Of two who post at once, one does.

    DomainError on `customer` when what the law wants to know of him is missing, on `issued_on` when a later document
    of the series has a number already.
    """
    invoice = lock_draft(actor=actor, invoice=invoice)
    lines = recompute(invoice)
    _require_postable(invoice, bool(lines))
    describe(gettext_noop("Posted an invoice"))
    invoice.number = next_number(invoice.kind, invoice.issued_on)
    _require_order_of_days(invoice)
    if invoice.due_on is None:
        invoice.due_on = _due(invoice)
    invoice.state, invoice.posted_at = InvoiceState.POSTED, clock.now()
    invoice.content = content_of(invoice)
    invoice.digest = digest_of(invoice.content)
    derive(invoice)
    invoice.save()
    if invoice.credits is not None:
        _settle(actor, invoice, invoice.credits)
    _tell(actor, invoice)
    invoice_posted.run(actor, invoice)
    return invoice


@transaction.atomic
def delete_draft(*, actor: User | None, invoice: Invoice) -> None:
    """Delete a draft; it had no number, so nothing is missing from the series."""
    invoice = lock_draft(actor=actor, invoice=invoice)
    describe(gettext_noop("Deleted a draft invoice"))
    delete_record(invoice)


def _require_postable(invoice: Invoice, has_lines: bool) -> None:
    errors: dict[str, str] = {}
    customer = invoice.customer
    if (
        customer.is_company
        and customer.country_id in (None, "RO")
        and not (customer.vat or customer.registration_number)
    ):
        errors["customer"] = _("“%(name)s” has no fiscal code (CUI), which its invoice needs.") % {
            "name": customer.name
        }
    elif not (customer.street or customer.city):
        errors["customer"] = _("“%(name)s” has no address, which its invoice needs.") % {"name": customer.name}
    if not has_lines:
        errors["lines"] = _("Add a line first; there is nothing to invoice yet.")
    elif invoice.total < 0:
        errors["lines"] = _("The total is below zero. Make a credit note instead.")
    if errors:
        raise DomainError(errors=errors)


def _require_order_of_days(invoice: Invoice) -> None:
    """Numbers and days go up together; the counter's row is held, so the comparison holds."""
    posted = Invoice.objects.posted().filter(kind=invoice.kind, issued_on__year=invoice.issued_on.year)
    latest = posted.aggregate(last=Max("issued_on"))["last"]
    if latest is not None and invoice.issued_on < latest:
        raise DomainError(
            _("A document of %(day)s has a number already; this one cannot be dated before it.")
            % {"day": formatting.day(latest)},
            field="issued_on",
        )


def _due(invoice: Invoice) -> Any:
    parts = list(invoice.payment_term.parts.all()) if invoice.payment_term else []
    return max(each.due_on for each in instalments(parts, issued_on=invoice.issued_on, total=invoice.total))


def _settle(actor: User | None, note: Invoice, invoice: Invoice) -> None:
    """A credit note settles what is left of its invoice; the rest is owed to the customer."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    amount = min(note.total, invoice.residual)
    if amount <= 0:
        return
    Payment.objects.create(
        invoice=invoice,
        paid_on=note.issued_on,
        amount=amount,
        method=PaymentMethod.CREDIT_NOTE,
        credit_note=note,
        created_by=actor,
    )
    for document in (invoice, note):
        document.residual -= amount
        document.save(update_fields=["residual"])


def _tell(actor: User | None, invoice: Invoice) -> None:
    """The order's and the opportunity's thread say so."""
    if actor is None:
        return
    money = formatting.money_exact(invoice.total, invoice.currency_code)
    text = _("Invoiced: %(number)s, %(total)s.") if not invoice.is_credit else _("Credited: %(number)s, %(total)s.")
    for record_id in {invoice.order_id, invoice.lead_id} - {None}:
        post_note(actor=actor, record_id=record_id or 0, body=text % {"number": invoice.number, "total": money})


def require_uninvoiced(_actor: User | None, order: Any) -> None:
    """Refuse to cancel an order that has been invoiced; its drafts go along."""
    if order.invoices.posted().exists():
        raise Conflict(_("%(number)s has been invoiced. Make a credit note first.") % {"number": order.number})
    for draft in order.invoices.all():
        delete_record(draft)
