"""What the page of a quotation shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.catalog.models import Unit
from filon.catalog.services.taxing import TaxBook, rate_of
from filon.sales import policies
from filon.sales.choices import LineKind, QuotationState
from filon.sales.models import Quotation, QuotationLine, QuotationTemplate
from filon.sales.services.computing import amounts_of
from filon.sales.services.links import address_of
from filon.sales.services.revenue import proposed_revenue
from filon.ui import formatting

DASH = "–"


@dataclass(frozen=True)
class Row:
    """A line as the page shows it."""

    id: int
    kind: str
    name: str
    description: str
    quantity: str
    price: str
    discount: str
    tax: str
    amount: str
    is_optional: bool
    was_optional: bool


@dataclass(frozen=True)
class Step:
    """A node of the bar of states."""

    name: str
    note: str
    is_done: bool
    is_current: bool


def row_of(line: QuotationLine, currency: str) -> Row:
    """A line in words."""
    is_product = line.kind == LineKind.PRODUCT
    return Row(
        id=line.pk,
        kind=line.kind,
        name=line.name,
        description=line.description,
        quantity=quantity_of(line) if is_product else "",
        price=price_of(line.unit_price, currency, line.unit) if is_product else "",
        discount=discount_of(line),
        tax=tax_of(line) if is_product else "",
        amount=formatting.money_exact(line.base, currency) if is_product else "",
        is_optional=line.is_optional,
        was_optional=line.was_optional,
    )


def totals_of(quotation: Quotation, lines: Sequence[QuotationLine], user: User) -> dict[str, Any]:
    """The sums at the foot, in the quotation's currency."""
    currency = quotation.currency_code
    taxes = amounts_of(list(lines), currency).taxes
    shares = quotation.margin * 100 / quotation.untaxed if quotation.untaxed else Decimal(0)
    return {
        "untaxed": formatting.money_exact(quotation.untaxed, currency),
        "taxes": [
            (
                _("VAT %(percent)s") % {"percent": formatting.percent(tax.percent, formatting.places(tax.percent))},
                formatting.money_exact(tax.amount, currency),
            )
            for tax in taxes
        ],
        "rounding": formatting.money_exact(quotation.rounding, currency) if quotation.rounding else "",
        "total": formatting.money_exact(quotation.total, currency),
        "margin": formatting.money_exact(quotation.margin, currency) if policies.may_see_margin(user) else "",
        "margin_share": formatting.percent(shares, 1),
    }


def edit_context(quotation: Quotation) -> dict[str, Any]:
    """What a line that is being written offers to choose from."""
    return {"taxes": TaxBook.of(quotation.quoted_on).choices(), "units": list(Unit.objects.filter(is_active=True))}


def empty_line(quotation: Quotation) -> dict[str, Any]:
    """The row for the next line, with the first tax."""
    context = edit_context(quotation)
    line = QuotationLine(quotation=quotation, tax_id=context["taxes"][0][0] if context["taxes"] else None)
    amount = formatting.money_exact(0, quotation.currency_code)
    return {**context, "line": line, "amount": amount, "typed": {"quantity": "1", "unit_price": "", "discount": "0"}}


def sheet_context(quotation: Quotation, user: User) -> dict[str, Any]:
    """All that the page shows besides its form."""
    lines = list(quotation.lines.select_related("tax", "unit"))
    currency = quotation.currency_code
    return {
        "quotation": quotation,
        "rows": [row_of(line, currency) for line in lines if not line.is_optional],
        "options": [row_of(line, currency) for line in lines if line.is_optional],
        "totals": totals_of(quotation, lines, user),
        "steps": steps_of(quotation),
        "subtitle": " · ".join(filter(None, (quotation.customer.name, quotation.lead.name if quotation.lead else ""))),
        "templates": list(QuotationTemplate.objects.filter(is_active=True)) if _may_start(quotation, lines) else [],
        **acts_of(lines, user),
        **notices_of(quotation, user),
        **customer_of(quotation),
        **(empty_line(quotation) if quotation.is_open else {}),
    }


def acts_of(lines: Sequence[QuotationLine], user: User) -> dict[str, Any]:
    """What decides which buttons there are, and which of them is the main one."""
    return {
        "may_delete": policies.may_delete(user),
        "may_unlock": policies.may_unlock(user),
        "may_configure": user.is_administrator,
        "has_products": any(line.counts for line in lines),
    }


def notices_of(quotation: Quotation, user: User) -> dict[str, Any]:
    """What stands between head and lines: expiry, what the customer has not seen, the opportunity's revenue."""
    revenue = proposed_revenue(quotation)
    lead = quotation.lead
    return {
        "expired": bool(
            quotation.valid_until
            and quotation.valid_until < user.today
            and quotation.state in (QuotationState.DRAFT, QuotationState.SENT)
        ),
        "revenue": formatting.money(revenue, lead.currency_id or "") if revenue is not None and lead else "",
        "present_revenue": (
            formatting.money(lead.expected_revenue, lead.currency_id or "") if lead and lead.expected_revenue else DASH
        ),
    }


def customer_of(quotation: Quotation) -> dict[str, Any]:
    """What the customer has and what he answered; nothing before anything was sent."""
    links = list(quotation.links.all())
    live = next((link for link in links if link.revoked_at is None), None)
    seen = [link.last_seen_at for link in links if link.last_seen_at]
    answer = quotation.answers.first()
    return {
        "versions": list(quotation.versions.order_by("-number")),
        "link_url": address_of(live) if live else "",
        "seen_at": max(seen, default=None),
        "answer": answer,
        "is_drawn": bool(answer and answer.drawn),
    }


def steps_of(quotation: Quotation) -> list[Step]:
    """Draft, sent, order; rooms above may show what comes after it elsewhere."""
    states = [QuotationState.DRAFT, QuotationState.SENT, QuotationState.ORDER]
    at = states.index(QuotationState(quotation.state)) if quotation.state in states else -1
    notes = {QuotationState.SENT: quotation.sent_at, QuotationState.ORDER: quotation.ordered_at}
    return [
        Step(
            name=str(state.label),
            note=formatting.day(moment.date()) if (moment := notes.get(state)) and place <= at else "",
            is_done=place < at,
            is_current=place == at,
        )
        for place, state in enumerate(states)
    ]


def discount_of(line: Any) -> str:
    """The discount of a line; a dash for none."""
    return formatting.percent(line.discount, formatting.places(line.discount)) if line.discount else DASH


def _may_start(quotation: Quotation, lines: Sequence[QuotationLine]) -> bool:
    return quotation.state == QuotationState.DRAFT and not lines


def quantity_of(line: Any) -> str:
    """The quantity of a line of a quotation or an invoice. Its unit stands with the price, where it needs no plural."""
    return formatting.number(line.quantity, formatting.places(line.quantity))


def price_of(price: Decimal, currency: str, unit: object = "") -> str:
    """A unit price, with as many decimals as it has: „90,00 lei/zi”."""
    text = formatting.with_currency(formatting.number(price, max(formatting.places(price), 2)), currency)
    return f"{text}/{unit}" if unit else text


def tax_of(line: Any) -> str:
    """The rate of a line's tax, and whether the price contains it; a posted line knows that for itself."""
    if not line.tax_id:
        return DASH
    return rate_of(line.tax_percent, is_included=getattr(line, "is_included", line.tax.is_included))
