"""Builders for tests."""

from decimal import Decimal
from typing import Unpack

from filon.accounts.models import User
from filon.contacts.testing import a_company
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.creating import create_quotation
from filon.sales.services.lines import add_line
from filon.sales.services.values import QuotationValues


def a_quotation(*, actor: User | None = None, **values: Unpack[QuotationValues]) -> Quotation:
    """A draft without lines, for a new company unless `values` say for whom."""
    if "customer" not in values and "lead" not in values:
        values["customer"] = a_company("Crama Dealul Sur SRL")
    return create_quotation(actor=actor, **values)


def a_line(
    quotation: Quotation, name: str = "Montaj", *, quantity: str = "1", price: str = "100", discount: str = "0"
) -> QuotationLine:
    """A line as typed, without a product, with the standard VAT."""
    return add_line(
        actor=None,
        quotation=quotation,
        name=name,
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=Decimal(discount),
    )
