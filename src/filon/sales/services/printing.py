"""Documents as PDF: pure functions from a document's content, as the snapshots give it, to bytes.

Amounts, days and words are written here in the document's language; the layout in `data/document.typ` only places them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from filon.catalog.services.taxing import rate_of
from filon.sales.choices import DocumentKind, LineKind
from filon.sales.services.snapshot import Content
from filon.ui import formatting
from filon.ui.typesetting import breakable, picture_data, typeset

LAYOUT = Path(__file__).parent.parent / "data" / "document.typ"
Sheet = dict[str, Any]


def document(
    content: Content, *, kind: str, logo: bytes = b"", mark: str = "", signatures: Sequence[Mapping[str, Any]] = ()
) -> bytes:
    """The PDF of a content, in its own language.

    `logo` are the bytes that `content["seller"]["logo"]` stands for, `mark` a word across each page, such as “Draft”.
    `signatures` are fields to sign, or what was signed: label, name, drawn (an SVG, or ""), lines.
    """
    with override(content["language"]):
        return typeset(LAYOUT, {**sheet_of(content, kind), "mark": mark, "logo": picture_data(logo),
                                "signatures": [*signatures] or _to_be_signed(kind)})  # fmt: skip


def sheet_of(content: Content, kind: str) -> Sheet:
    """What the layout places, written in the active language."""
    currency = content.get("currency", "")
    lines = content["lines"]
    has_discount = any(Decimal(line.get("discount", 0)) for line in lines)
    is_delivery = kind == DocumentKind.DELIVERY
    seller, customer = content["seller"], content["customer"]
    return {
        "lang": content["language"],
        "title": str(DocumentKind(kind).label),
        "number": content["number"],
        "subtitle": _subtitle(content),
        "seller": {"label": _("Supplier"), "name": breakable(seller["name"]), "lines": _reach(seller)},
        "customer": {"label": _("Customer"), "name": breakable(customer["name"]), "lines": _reach(customer)},
        "facts": _facts(content, kind),
        "intro": "",
        "columns": _columns(currency, has_discount, is_delivery),
        "rows": [_row(line, has_discount, is_delivery) for line in lines if not line.get("is_optional")],
        "options": [_row(line, has_discount, is_delivery) for line in _offered(content, kind)],
        "options_title": _("Optional products, not part of the total"),
        "taxes": _taxes(content, currency),
        "sums": [] if is_delivery else _sums(content, currency),
        "notes": _notes(content, currency),
        "foot": _foot(seller),
        "page": [pgettext("of a document", "Page "), pgettext("between two numbers of pages", " of ")],
    }  # fmt: skip


def _subtitle(content: Content) -> str:
    if content.get("credits"):
        return _("Takes back %(number)s") % {"number": content["credits"]}
    return _("For the order %(number)s") % {"number": content["order"]} if content.get("order") else ""


def _reach(party: Content) -> list[str]:
    """Codes and address, a line each."""
    coded = ((_("VAT number"), party["vat"]), (_("Reg. no."), party["registration_number"]))
    place = " ".join(filter(None, (party["postcode"], party["city"])))
    address = (party["street"], party.get("street2", ""), ", ".join(filter(None, (place, party["state"]))))
    found = [*(f"{label}: {code}" for label, code in coded if code), *filter(None, address), party["country"]]
    return [breakable(line) for line in filter(None, found)]


def _foot(seller: Content) -> str:
    names = ("name", "vat", "registration_number", "phone", "email")
    return " · ".join(seller[name] for name in names if seller[name])


def _offered(content: Content, kind: str) -> list[Content]:
    """The options. Once it is ordered nobody chooses any more."""
    return [line for line in content["lines"] if line.get("is_optional") and kind != DocumentKind.ORDER]


def _facts(content: Content, kind: str) -> list[tuple[str, str]]:
    """What one looks for first, each with its label. An order has no end; a credit note is not paid to us."""
    days = (
        (_("Date"), content.get("quoted_on") or content.get("issued_on") or content.get("delivered_on")),
        (pgettext("quotation", "Valid until"), kind != DocumentKind.ORDER and content.get("valid_until")),
        (pgettext("payment", "Due date"), kind != DocumentKind.CREDIT_NOTE and content.get("due_on")),
    )
    words = (
        (_("Payment terms"), content.get("payment_term")),
        (_("Customer reference"), content.get("customer_reference")),
        (_("Contact person"), content.get("attention")),
        (_("Salesperson"), content.get("salesperson")),
    )
    dated = [(label, formatting.day(date.fromisoformat(day))) for label, day in days if day]
    return dated + [(label, breakable(text)) for label, text in words if text]


def _columns(currency: str, has_discount: bool, is_delivery: bool) -> list[str]:
    head = [_("Product or description"), pgettext("column", "Unit"), _("Quantity")]
    if is_delivery:
        return head
    sign = formatting.currency_sign(currency)
    discount = [_("Discount")] if has_discount else []
    return [*head, f"{_('Unit price')} ({sign})", *discount, _("VAT"), f"{pgettext('line', 'Amount')} ({sign})"]


def _row(line: Content, has_discount: bool, is_delivery: bool) -> Sheet:
    kind = line.get("kind", LineKind.PRODUCT)
    row: Sheet = {"kind": kind, "name": breakable(line["name"])}
    if kind != LineKind.PRODUCT:
        return row
    quantity = Decimal(line["quantity"])
    cells = [breakable(line["unit"]) or "–", formatting.number(quantity, formatting.places(quantity))]
    if not is_delivery:
        price, discount = Decimal(line["unit_price"]), Decimal(line["discount"])
        shown = formatting.percent(discount, formatting.places(discount)) if discount else ""
        cells += [
            formatting.number(price, max(formatting.places(price), 2)),
            *([shown] if has_discount else []),
            _percent(line),
            formatting.number(Decimal(line["base"]), 2),
        ]
    return {
        **row,
        "reference": breakable(line["reference"]),
        "description": breakable(line["description"]),
        "cells": cells,
    }


def _percent(line: Content) -> str:
    if not line["tax"]:
        return "–"
    return rate_of(Decimal(line["tax_percent"]), is_included=line["tax_included"])


def _taxes(content: Content, currency: str) -> Sheet:
    """The tax summary, once there is more to say than the sums do."""
    taxes = content.get("taxes", [])
    reasons = sorted({" ".join(filter(None, (tax["exemption_reason"], tax["exemption_code"]))) for tax in taxes} - {""})
    if len(taxes) < 2:
        return {"head": [], "rows": [], "reasons": reasons}
    rows = [
        [
            formatting.percent(percent := Decimal(tax["percent"]), formatting.places(percent)),
            formatting.money_exact(Decimal(tax["base"]), currency),
            formatting.money_exact(Decimal(tax["amount"]), currency),
        ]
        for tax in taxes
    ]
    return {"head": [_("VAT rate"), _("Taxable amount"), _("VAT")], "rows": rows, "reasons": reasons}


def _sums(content: Content, currency: str) -> list[tuple[str, str, bool]]:
    """The sums at the foot; the total is marked."""

    def money(name: str, unit: str = currency) -> str:
        return formatting.money_exact(Decimal(content[name]), unit)

    found = [(_("Untaxed"), money("untaxed"), False), (_("VAT"), money("tax"), False)]
    if Decimal(content["rounding"]):
        found.append((_("Rounding"), money("rounding"), False))
    found.append((_("Total"), money("total"), True))
    base = content["base_currency"]
    if "tax_base" in content and base != currency:
        rate = Decimal(content["rate"])
        found.append((_("Rate"), f"1 {currency} = {formatting.number(rate, 4)} {base}", False))
        found.append((f"{_('VAT')} ({base})", money("tax_base", base), False))
    return found


def _notes(content: Content, currency: str) -> list[tuple[str, str]]:
    """What stands below: how it is paid, to which account, terms and remarks."""
    parts = [
        f"{formatting.percent(Decimal(part['percent']), formatting.places(Decimal(part['percent'])))}: "
        f"{formatting.money_exact(Decimal(part['amount']), currency)}"
        for part in content.get("instalments", [])
    ]
    seller = content["seller"]
    account = " · ".join(filter(None, (_grouped(seller["iban"]), seller["bank"]))) if currency else ""
    found = (
        (_("Instalments"), "\n".join(parts)),
        (_("Bank account"), account),
        (_("Terms"), content.get("terms", "")),
        (_("Note"), content.get("note", "")),
    )
    return [(label, breakable(text)) for label, text in found if text]


def _grouped(iban: str) -> str:
    """An account as banks print it, in groups of four."""
    return formatting.SPACE.join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _to_be_signed(kind: str) -> list[Sheet]:
    """The two empty fields of a delivery note."""
    if kind != DocumentKind.DELIVERY:
        return []
    return [{"label": label, "name": "", "drawn": "", "lines": []} for label in (_("Handed over by"), _("Received by"))]
