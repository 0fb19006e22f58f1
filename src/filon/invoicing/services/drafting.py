"""Draft invoices: from an order, as a down payment of one, and by hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.catalog.models import Tax
from filon.catalog.services.amounts import step_of
from filon.contacts.models import Contact
from filon.core.exceptions import Conflict, DomainError
from filon.core.normalising import comma_below
from filon.history.services.recording import describe
from filon.invoicing.choices import Basis, InvoiceKind, InvoiceState
from filon.invoicing.models import Invoice, InvoiceLine
from filon.invoicing.services.computing import derive, recompute
from filon.invoicing.services.locking import lock_draft
from filon.invoicing.services.quantities import quantities_of
from filon.organisation.models import Currency, Organisation
from filon.organisation.services.rates import required_rate
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.computing import amounts_of as order_amounts
from filon.sales.services.locking import lock_quotation
from filon.ui import formatting

_FROM_ORDER = ("lead", "customer", "customer_reference", "language", "payment_term", "terms", "salesperson", "team")
_FROM_LINE = ("product", "name", "description", "unit", "unit_price", "discount", "tax", "tax_percent")


@transaction.atomic
def draft_from_order(
    *,
    actor: User | None,
    order: Quotation,
    day: date,
    basis: str = Basis.REGULAR,
    value: Decimal | None = None,
    deducts: bool = True,
) -> Invoice:
    """Draft what is to be invoiced of an order, or a down payment of it.

    The order's row is held, so that two who invoice at once do not invoice twice. `value` is the share in hundredths
    or the amount with VAT. `deducts` takes off the advances that were invoiced before. Conflict when nothing is to be
    invoiced, with the reason.
    """
    order = lock_quotation(actor=actor, quotation=order)
    if not order.is_order:
        raise Conflict(_("Only orders are invoiced. Confirm the quotation first."))
    describe(gettext_noop("Drafted an invoice"))
    if basis == Basis.REGULAR:
        lines = _regular_lines(order) + (_deductions(order) if deducts else [])
    else:
        lines = _advance_lines(order, basis, value)
    invoice = _inserted(
        actor,
        order=order,
        currency=order.currency,
        issued_on=day,
        **{name: getattr(order, name) for name in _FROM_ORDER},
    )
    _add(invoice, lines)
    recompute(invoice)
    if invoice.total < 0:
        raise Conflict(_("The advances are larger than what is to be invoiced now. Invoice without deducting them."))
    return invoice


@transaction.atomic
def draft_invoice(
    *, actor: User | None, customer: Contact | None, day: date, currency: Currency | None = None, **values: Any
) -> Invoice:
    """An empty draft without an order; lines are added by hand. DomainError on `customer` without one."""
    if customer is None:
        raise DomainError(_("Choose the customer."), field="customer")
    describe(gettext_noop("Drafted an invoice"))
    ours = Organisation.current()
    values.setdefault("language", customer.language or ours.language)
    values.setdefault("salesperson", actor)
    return _inserted(actor, customer=customer, issued_on=day, currency=currency or ours.currency, **values)


@transaction.atomic
def update_draft(*, actor: User | None, invoice: Invoice, **values: Any) -> Invoice:
    """Change the head of a draft: date, due date, terms, reference, salesperson, team."""
    invoice = lock_draft(actor=actor, invoice=invoice)
    describe(gettext_noop("Changed an invoice"))
    for name, value in values.items():
        setattr(invoice, name, value)
    if invoice.due_on and invoice.due_on < invoice.issued_on:
        raise DomainError(_("It would be due before it is issued."), field="due_on")
    invoice.rate = required_rate(invoice.currency_code, invoice.issued_on)
    derive(invoice)
    invoice.save()
    recompute(invoice)
    return invoice


@transaction.atomic
def add_line(*, actor: User | None, invoice: Invoice, name: str, **values: Any) -> InvoiceLine:
    """Add something typed to a draft, with the standard tax unless another is named."""
    invoice = lock_draft(actor=actor, invoice=invoice)
    describe(gettext_noop("Changed an invoice"))
    if "tax" not in values:
        values["tax"] = Tax.objects.filter(is_active=True).first()
    last = invoice.lines.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    line = InvoiceLine(invoice=invoice, sequence=last + 1, **values)
    line.is_included = bool(line.tax and line.tax.is_included)
    line.name = _named(name)
    line.save()
    recompute(invoice)
    return line


@transaction.atomic
def update_line(*, actor: User | None, line: InvoiceLine, **values: Any) -> InvoiceLine:
    """Change a line of a draft. More than an order has left is refused where the order says how much it is."""
    invoice = lock_draft(actor=actor, invoice=line.invoice)
    describe(gettext_noop("Changed an invoice"))
    line = invoice.lines.select_related("tax", "order_line").get(pk=line.pk)
    if line.is_down_payment and set(values) - {"name"}:
        raise Conflict(_("The amount of an advance is fixed. Remove the line to leave it out."))
    for name, value in values.items():
        setattr(line, name, _named(value) if name == "name" else value)
    _check(line)
    line.save()
    recompute(invoice)
    line.refresh_from_db()
    return line


@transaction.atomic
def remove_line(*, actor: User | None, line: InvoiceLine) -> None:
    """Take a line off a draft; of an order it can be invoiced later."""
    invoice = lock_draft(actor=actor, invoice=line.invoice)
    describe(gettext_noop("Changed an invoice"))
    invoice.lines.filter(pk=line.pk).delete()
    recompute(invoice)


def _inserted(actor: User | None, **values: Any) -> Invoice:
    invoice = Invoice(created_by=actor, **values)
    invoice.rate = required_rate(invoice.currency_code, invoice.issued_on)
    derive(invoice)
    Invoice.objects.bulk_create_records([invoice])
    return invoice


def _add(invoice: Invoice, lines: Sequence[InvoiceLine]) -> None:
    for place, line in enumerate(lines, start=1):
        line.invoice, line.sequence = invoice, place
    InvoiceLine.objects.bulk_create(lines)


def _regular_lines(order: Quotation) -> list[InvoiceLine]:
    """What is left of each line. Nothing at all is a Conflict that says why."""
    found = quantities_of(order)
    lines = [_taken(each.line, each.to_invoice) for each in found if each.to_invoice > 0]
    if not lines:
        waiting = any(each.by_delivery and each.to_deliver > 0 for each in found)
        raise Conflict(
            _("Nothing is to be invoiced yet: these products are invoiced as they are delivered.")
            if waiting
            else _("All of this order is invoiced already.")
        )
    return lines


def _taken(line: QuotationLine, quantity: Decimal) -> InvoiceLine:
    copied: dict[str, Any] = {name: getattr(line, name) for name in _FROM_LINE}
    is_included = bool(line.tax and line.tax.is_included)
    return InvoiceLine(order_line=line, quantity=quantity, is_included=is_included, **copied)


def _advances(order: Quotation) -> list[InvoiceLine]:
    """The advances of an order that were invoiced, not taken back, and not deducted yet."""
    rows = InvoiceLine.objects.filter(
        invoice__order=order,
        invoice__kind=InvoiceKind.INVOICE,
        invoice__state=InvoiceState.POSTED,
        invoice__credit_notes=None,
        is_down_payment=True,
        quantity__gt=0,
        deductions=None,
    )
    return list(rows.select_related("tax", "invoice"))


def _deductions(order: Quotation) -> list[InvoiceLine]:
    with override(order.language):
        return [
            InvoiceLine(
                name=_("Advance of %(number)s, %(day)s")
                % {"number": line.invoice.number, "day": formatting.day(line.invoice.issued_on)},
                quantity=Decimal(-1),
                unit_price=line.unit_price,
                tax=line.tax,
                tax_percent=line.tax_percent,
                is_included=True,
                is_down_payment=True,
                deducts=line,
            )
            for line in _advances(order)
        ]


def _advance_lines(order: Quotation, basis: str, value: Decimal | None) -> list[InvoiceLine]:
    """One line for each tax of the order, priced with the tax, so that the total is exact to the cent."""
    if value is None or value <= 0:
        raise DomainError(_("Write how much the advance is."), field="value")
    if basis == Basis.PERCENT and value > 100:
        raise DomainError(_("An advance is at most 100%."), field="value")
    step = step_of(order.currency_code)
    wanted = order.total * value / 100 if basis == Basis.PERCENT else value
    wanted = wanted.quantize(step)
    if wanted > order.total:
        raise DomainError(_("The advance is larger than the order."), field="value")
    lines = [line for line in order.lines.select_related("tax") if line.counts]
    groups = _gross_by_tax(order, lines)
    whole = sum((gross for _tax, _percent, gross in groups), Decimal(0)) or Decimal(1)
    parts = [(gross * wanted / whole).quantize(step) for _tax, _percent, gross in groups]
    parts[-1] += wanted - sum(parts, Decimal(0))
    with override(order.language):
        name = _("Advance for the order %(number)s") % {"number": order.number}
    return [
        InvoiceLine(name=name, unit_price=part, tax=tax, tax_percent=percent, is_included=True, is_down_payment=True)
        for (tax, percent, _gross), part in zip(groups, parts, strict=True)
        if part
    ]


def _gross_by_tax(order: Quotation, lines: list[QuotationLine]) -> list[tuple[Tax | None, Decimal, Decimal]]:
    """Of each tax of an order: the tax, its rate, and what its lines come to with it."""
    by_category = {each.tax: each for each in order_amounts(lines, order.currency_code).taxes}
    taxes = {line.tax.category: line.tax for line in lines if line.tax}
    found: list[tuple[Tax | None, Decimal, Decimal]] = [
        (taxes[str(category)], each.percent, each.base + each.amount) for category, each in by_category.items()
    ]
    untaxed = sum((line.base for line in lines if line.tax is None), Decimal(0))
    return [*found, (None, Decimal(0), untaxed)] if untaxed or not found else found


def _named(text: str) -> str:
    name = comma_below(text).strip()
    if not name:
        raise DomainError(_("Write what is invoiced."), field="name")
    return name[:300]


def _check(line: InvoiceLine) -> None:
    if abs(line.quantity) >= 10**9 or abs(line.unit_price) >= 10**9:
        raise DomainError(_("The number is too large."), field="quantity")
    if not Decimal(-999) <= line.discount <= 100:
        raise DomainError(_("A discount is at most 100%."), field="discount")
    if line.order_line is not None and line.quantity < 0:
        raise DomainError(_("A quantity below zero belongs on a credit note."), field="quantity")
