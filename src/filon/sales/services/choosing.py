"""A content with options chosen by the customer, before anything is written. Pure.

It must come to exactly what the quotation comes to once `lines.choose_option` has taken the same lines in.
"""

from collections.abc import Sequence
from decimal import Decimal

from filon.catalog.services.amounts import AmountLine, Amounts, document_amounts, step_of
from filon.core.money import rounded
from filon.sales.choices import LineKind
from filon.sales.services.snapshot import Content


def options_of(content: Content) -> list[Content]:
    """The lines among which the customer may choose."""
    return [line for line in content["lines"] if line["is_optional"]]


def content_with(content: Content, chosen: Sequence[int]) -> Content:
    """`content` with these optional lines taken in, as its last; ids of other lines are left aside."""
    by_id = {line["id"]: line for line in options_of(content)}
    taken = [by_id[pk] for pk in dict.fromkeys(chosen) if pk in by_id]
    if not taken:
        return content
    ids = {line["id"] for line in taken}
    lines = [line for line in content["lines"] if line["id"] not in ids]
    lines += [{**line, "is_optional": False, "was_optional": True} for line in taken]
    counting = [line for line in lines if line["kind"] == LineKind.PRODUCT and not line["is_optional"]]
    amounts = document_amounts([_amount_line(line) for line in counting], step_of(content["currency"]))
    bases = {line["id"]: str(rounded(base)) for line, base in zip(counting, amounts.bases, strict=True)}
    return {
        **content,
        "lines": [{**line, "base": bases.get(line["id"], line["base"])} for line in lines],
        "taxes": _taxes(amounts, counting),
        "untaxed": str(rounded(amounts.untaxed)),
        "tax": str(rounded(amounts.tax)),
        "rounding": str(rounded(amounts.rounding)),
        "total": str(rounded(amounts.total)),
        "instalments": _instalments(content, amounts.total),
    }


def _amount_line(line: Content) -> AmountLine:
    return AmountLine(
        quantity=Decimal(line["quantity"]),
        unit_price=Decimal(line["unit_price"]),
        discount=Decimal(line["discount"]),
        tax=line["tax_category"],
        percent=Decimal(line["tax_percent"]),
        is_included=line["tax_included"],
    )


def _taxes(amounts: Amounts, lines: Sequence[Content]) -> list[Content]:
    reasons = {line["tax_category"]: (line["exemption_code"], line["exemption_reason"]) for line in lines}
    return [
        {
            "category": each.tax,
            "percent": str(each.percent),
            "base": str(each.base),
            "amount": str(each.amount),
            "exemption_code": reasons[each.tax][0],
            "exemption_reason": reasons[each.tax][1],
        }
        for each in amounts.taxes
    ]


def _instalments(content: Content, total: Decimal) -> list[Content]:
    percents = [Decimal(part["percent"]) for part in content["instalments"]]
    shares = [rounded(total * percent / 100) for percent in percents[:-1]]
    shares += [total - sum(shares, Decimal(0))] if percents else []
    parts = zip(content["instalments"], shares, strict=True)
    return [{**part, "amount": str(share)} for part, share in parts]
