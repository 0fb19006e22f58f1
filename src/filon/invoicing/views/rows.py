"""The lines of an invoice as its page shows them: written, or as fields while it is a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from filon.invoicing.models import Invoice, InvoiceLine
from filon.sales.views.sheet import discount_of, price_of, quantity_of, tax_of
from filon.ui import formatting

NEW = "new"
_FIELDS = ("name", "quantity", "unit_price", "discount", "tax")


@dataclass(frozen=True)
class Row:
    """A line. `typed` is what stands in its fields, with `faults` by field; the row for a new line has no `line`."""

    key: str
    url: str
    typed: Mapping[str, str]
    line: InvoiceLine | None = None
    quantity: str = ""
    price: str = ""
    discount: str = ""
    tax: str = ""
    amount: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def rows_of(
    invoice: Invoice, key: str = "", posted: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> list[Row]:
    """The lines of an invoice; the one of `key` was refused and keeps what was `posted`."""
    return [
        _row(invoice, line, posted or {}, faults or {}) if str(line.pk) == key else _row(invoice, line)
        for line in invoice.lines.all()
    ]


def new_row(
    invoice: Invoice, tax: int | None, posted: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> Row:
    """The fields for the next line."""
    empty = {"name": "", "quantity": "1", "unit_price": "", "discount": "", "tax": str(tax or "")}
    typed = {name: posted.get(name, "") for name in _FIELDS} if posted else empty
    return Row(NEW, reverse("invoicing:line-add", args=[invoice.pk]), typed, faults=faults or {})


def _row(
    invoice: Invoice,
    line: InvoiceLine,
    posted: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> Row:
    currency = invoice.currency_code
    stands = {
        "name": line.name,
        "quantity": formatting.exact(line.quantity),
        "unit_price": formatting.number(line.unit_price, max(formatting.places(line.unit_price), 2)),
        "discount": formatting.exact(line.discount) if line.discount else "",
        "tax": str(line.tax_id or ""),
    }
    return Row(
        key=str(line.pk),
        url=reverse("invoicing:line", args=[invoice.pk, line.pk]),
        typed={name: posted.get(name, "") for name in _FIELDS} if posted else stands,
        line=line,
        quantity=quantity_of(line),
        price=price_of(line.unit_price, currency, line.unit),
        discount=discount_of(line),
        tax=tax_of(line),
        amount=formatting.money_exact(line.base, currency),
        faults=faults or {},
    )
