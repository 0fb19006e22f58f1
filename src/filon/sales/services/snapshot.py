"""The content of a quotation as data: what the customer sees, a document prints, and a signature is bound to."""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import override

from filon.accounts.models import User
from filon.catalog.models import Tax
from filon.catalog.services.amounts import Amounts
from filon.catalog.services.terms import instalments
from filon.contacts.models import Contact
from filon.core.fields import translated
from filon.organisation.models import Organisation
from filon.sales.models import Delivery, Quotation, QuotationLine, QuotationVersion
from filon.sales.services.computing import amounts_of

Content = dict[str, Any]


def content_of(quotation: Quotation) -> Content:
    """The content in the quotation's language, of plain JSON values: amounts as text, days as ISO 8601.

    `taxes` are the summary by VAT category and rate; lines that are optional stand in `lines` with `is_optional`.
    """
    lines = list(quotation.lines.select_related("tax", "unit", "product"))
    with override(quotation.language):
        return {
            **_head(quotation),
            "lines": [_line(line) for line in lines],
            "taxes": tax_summary(
                amounts_of(lines, quotation.currency_code), (line.tax for line in lines if line.counts)
            ),
            "untaxed": str(quotation.untaxed),
            "tax": str(quotation.tax),
            "rounding": str(quotation.rounding),
            "total": str(quotation.total),
            "instalments": _instalments(quotation),
        }


def delivery_content(delivery: Delivery) -> Content:
    """What a delivery note says, in the order's language."""
    order = delivery.quotation
    rows = delivery.lines.select_related("line__unit", "line__product").order_by("line__sequence", "pk")
    with override(order.language):
        return {
            "number": delivery.number,
            "language": order.language,
            **seller(),
            "delivered_on": delivery.delivered_on.isoformat(),
            "order": order.number,
            "customer": party(order.customer),
            "customer_reference": order.customer_reference,
            "note": delivery.note,
            "lines": [{**_line(row.line), "quantity": str(row.quantity)} for row in rows],
        }


def digest_of(content: Content) -> str:
    """The sha256 of a content in hex."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def keep_version(*, actor: User | None, quotation: Quotation, content: Content | None = None) -> QuotationVersion:
    """Keep the content of a quotation, which is locked, as its next version; the same content is not kept twice.

    `content` is what the customer has on his screen, when it is that which he accepts.
    """
    content = content or content_of(quotation)
    digest = digest_of(content)
    latest = quotation.versions.order_by("-number").first()
    if latest is None or latest.digest != digest:
        number = (quotation.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        latest = QuotationVersion.objects.create(
            quotation=quotation, number=number, content=content, digest=digest, made_by=actor
        )
    quotation.version, quotation.is_changed = latest.number, False
    quotation.save(update_fields=["version", "is_changed"])
    return latest


def _head(quotation: Quotation) -> Content:
    customer, attention = quotation.customer, quotation.attention
    return {
        "number": quotation.number,
        "language": quotation.language,
        "currency": quotation.currency_code,
        "rate": str(quotation.rate),
        **seller(),
        "quoted_on": quotation.quoted_on.isoformat(),
        "valid_until": quotation.valid_until.isoformat() if quotation.valid_until else None,
        "customer": party(customer),
        "attention": attention.name if attention else "",
        "customer_reference": quotation.customer_reference,
        "salesperson": quotation.salesperson.name if quotation.salesperson else "",
        "payment_term": _term(quotation),
        "terms": quotation.terms,
    }


def _term(quotation: Quotation) -> str:
    term = quotation.payment_term
    return (translated(term.text) or translated(term.name)) if term else ""


def _line(line: QuotationLine) -> Content:
    return {
        "id": line.pk,
        "kind": line.kind,
        "name": line.name,
        "description": line.description,
        "reference": line.product.reference if line.product else "",
        "quantity": str(line.quantity),
        "unit": str(line.unit) if line.unit else "",
        "unit_code": line.unit.code if line.unit else "",
        "unit_price": str(line.unit_price),
        "discount": str(line.discount),
        "tax": str(line.tax) if line.tax else "",
        "tax_category": line.tax.category if line.tax else None,
        "exemption_code": line.tax.exemption_code if line.tax else "",
        "exemption_reason": translated(line.tax.exemption_reason) if line.tax else "",
        "tax_percent": str(line.tax_percent),
        "tax_included": bool(line.tax and line.tax.is_included),
        "base": str(line.base),
        "is_optional": line.is_optional,
        "was_optional": line.was_optional,
    }


def tax_summary(amounts: Amounts, taxes: Iterable[Tax | None]) -> list[Content]:
    """The taxes of a document by category and rate, each with its reason when it exempts; `taxes` are its lines'."""
    reasons = {tax.category: (tax.exemption_code, translated(tax.exemption_reason)) for tax in taxes if tax}
    return [
        {
            "category": each.tax,
            "percent": str(each.percent),
            "base": str(each.base),
            "amount": str(each.amount),
            "exemption_code": reasons[str(each.tax)][0],
            "exemption_reason": reasons[str(each.tax)][1],
        }
        for each in amounts.taxes
    ]


def seller() -> Content:
    """What a document says of us, and the currency that our books are kept in."""
    ours = Organisation.current()
    names = ("name", "vat", "registration_number", "street", "city", "postcode", "email", "phone", "website", "bank")
    return {
        "base_currency": ours.currency_id,
        "seller": {
            **{name: getattr(ours, name) for name in names},
            "iban": ours.iban,
            "logo": ours.logo,
            "state": str(ours.state) if ours.state else "",
            "state_code": ours.state_id or "",
            "country": str(ours.country),
            "country_code": ours.country_id,
        },
    }


def party(contact: Contact) -> Content:
    """Whom a document is addressed to."""
    return {
        "name": contact.name,
        "vat": contact.vat,
        "registration_number": contact.registration_number,
        "street": contact.street,
        "street2": contact.street2,
        "city": contact.city,
        "postcode": contact.postcode,
        "state": str(contact.state) if contact.state else "",
        "country": str(contact.country) if contact.country else "",
        "email": contact.email,
    }


def _instalments(quotation: Quotation) -> list[Content]:
    """Shares of the total by the payment terms, reckoned from the quotation's day; none when all is due at once."""
    parts = list(quotation.payment_term.parts.all()) if quotation.payment_term else []
    if len(parts) < 2:
        return []
    found = instalments(parts, issued_on=quotation.quoted_on, total=Decimal(quotation.total))
    return [{"percent": str(part.percent), "amount": str(each.amount)} for part, each in zip(parts, found, strict=True)]
