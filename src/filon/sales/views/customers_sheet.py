"""What the customer's page shows, in the active language: that of the quotation."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from filon.sales.choices import DocumentKind, Standing
from filon.sales.forms.customers_page import AcceptForm, DeclineForm, QuestionForm
from filon.sales.services.choosing import content_with, options_of
from filon.sales.services.printing import sheet_of
from filon.sales.services.snapshot import Content, digest_of
from filon.sales.services.standing import CustomersView
from filon.sales.views.sheet import price_of
from filon.ui import formatting

DONE = {"accept": "accepted", "decline": "declined", "ask": "asked"}


def page_context(
    request: HttpRequest,
    seen: CustomersView,
    pdf_url: str,
    chosen: Sequence[int] = (),
    bound: Mapping[str, forms.Form] | None = None,
) -> dict[str, Any]:
    """The page of the version that was sent, with the options that are being looked at and forms with refusals."""
    assert seen.version is not None
    sent: Content = seen.version.content
    content = content_with(sent, chosen if seen.is_open else ())
    forms_ = {"accept": AcceptForm(), "decline": DeclineForm(), "ask": QuestionForm(), **(bound or {})}
    asked = urlencode([("with", pk) for pk in chosen])
    return {
        "seen": seen,
        "pdf_url": pdf_url,
        "is_preview": request.user.is_authenticated,
        "done": DONE.get(request.GET.get("done", "")),
        "tone": "good" if seen.standing in (Standing.ACCEPTED, Standing.ORDERED) else "",
        **shown(content, sent, chosen),
        "digest": digest_of(content),
        "chosen": [pk for pk in chosen if seen.is_open],
        "query": f"?{asked}" if asked else "",
        **{f"{name}_form": form for name, form in forms_.items()},
    }


def shown(content: Content, sent: Content, chosen: Sequence[int] = ()) -> dict[str, Any]:
    """A content as its page shows it: lines, options with whether they are chosen, sums, terms."""
    sheet = sheet_of(content, DocumentKind.QUOTATION)
    chosen_ids = set(chosen)
    return {
        "content": content,
        "sheet": sheet,
        "lines": [_line(line, content["currency"]) for line in content["lines"] if not line["is_optional"]],
        "options": [
            {**_line(line, content["currency"]), "is_chosen": line["id"] in chosen_ids} for line in options_of(sent)
        ],
        "total": formatting.money_exact(Decimal(content["total"]), content["currency"]),
        "accept_label": _("Accept and sign"),
    }


def _line(line: Content, currency: str) -> dict[str, Any]:
    quantity, price, discount = (Decimal(line[name]) for name in ("quantity", "unit_price", "discount"))
    number = formatting.number(quantity, formatting.places(quantity))
    parts = [number, "×", price_of(price, currency, line["unit"])]
    if discount:
        parts.append(f"(−{formatting.percent(discount, formatting.places(discount))})")
    return {
        **line,
        "how": " ".join(parts),
        "amount": formatting.money_exact(Decimal(line["base"]), currency),
    }
