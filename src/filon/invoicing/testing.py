"""Builders for tests."""

from datetime import date
from decimal import Decimal

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.invoicing.models import Invoice
from filon.invoicing.services.drafting import add_line, draft_from_order, draft_invoice
from filon.invoicing.services.posting import post_invoice
from filon.sales.models import Quotation
from filon.sales.services.states import confirm
from filon.sales.testing import a_line, a_quotation

DAY = date(2026, 11, 24)


def a_customer(name: str = "Crama Dealul Sur SRL") -> Contact:
    """A company of which an invoice knows enough."""
    return a_company(name, vat="RO14399840", street="Str. Viilor 3", city="Jidvei")


def an_order(*lines: tuple[str, str], actor: User | None = None, customer: Contact | None = None) -> Quotation:
    """A confirmed order with these (quantity, price) lines."""
    quotation = a_quotation(actor=actor, customer=customer or a_customer(), quoted_on=DAY)
    for quantity, price in lines or (("2", "100"),):
        a_line(quotation, quantity=quantity, price=price)
    return confirm(actor=actor, quotation=quotation)


def a_draft(order: Quotation | None = None, *, actor: User | None = None) -> Invoice:
    """A draft over an order."""
    return draft_from_order(actor=actor, order=order or an_order(actor=actor), day=DAY)


def an_invoice(order: Quotation | None = None, *, actor: User | None = None, day: date = DAY) -> Invoice:
    """A posted invoice over an order."""
    draft = draft_from_order(actor=actor, order=order or an_order(actor=actor), day=day)
    return post_invoice(actor=actor, invoice=draft)


def a_free_invoice(*, total: str = "100", actor: User | None = None) -> Invoice:
    """A draft without an order, with one line."""
    invoice = draft_invoice(actor=actor, customer=a_customer("Firma fără comandă SRL"), day=DAY)
    add_line(actor=actor, invoice=invoice, name="Consultanță", unit_price=Decimal(total))
    invoice.refresh_from_db()
    return invoice
