"""The lines of a quotation, written one by one: each answer brings the row and what follows from it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.catalog.models import Product
from filon.catalog.services.amounts import entered_amount, step_of
from filon.catalog.services.finding import options
from filon.catalog.services.taxing import TaxBook
from filon.core.exceptions import DomainError
from filon.core.ids import ids_of
from filon.sales import policies
from filon.sales.choices import LineKind
from filon.sales.forms.line import LineForm
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services import lines
from filon.sales.services.computing import amount_line
from filon.sales.services.pricing import book_for, explained, price_line, take_product
from filon.sales.views.scope import line_of, quotation_of
from filon.sales.views.sheet import acts_of, edit_context, empty_line, notices_of, row_of, totals_of
from filon.ui import formatting, toasts
from filon.ui.matches import Match, matches

PRICES = ("quantity", "unit_price", "discount")


@require_safe
def product_options(request: HttpRequest, pk: int) -> JsonResponse:
    """Products that match what was typed, each with its price, and the offer to write a line without one."""
    query, currency = request.GET.get("q", "").strip(), quotation_of(request, pk).currency_code
    found = options(user=signed_in(request), query=query) if query else []
    create = _("Line without a product: “%(text)s”") % {"text": query} if query else ""
    return matches([Match(each.pk, str(each), formatting.money(each.price, currency)) for each in found], create=create)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line, and offer the next empty one."""
    quotation = quotation_of(request, pk)
    kind = request.POST.get("kind", "")
    kind = kind if kind in LineKind else LineKind.PRODUCT
    form = LineForm(request.POST)
    try:
        with transaction.atomic():
            values = form.values(None, kind)
            values["is_optional"] = "is_optional" in request.POST
            line = lines.add_line(actor=signed_in(request), quotation=quotation, kind=LineKind(kind), **values)
    except DomainError as refusal:
        return _edit(request, quotation, _typed(quotation, form, kind), refusal, form)
    return _saved(request, pk, line, is_new=True)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """A line: as it stands, to be written (`?edit`), or saved."""
    quotation = quotation_of(request, pk)
    found = line_of(quotation, line_pk)
    if request.method != "POST":
        if "edit" in request.GET and quotation.is_open:
            return _edit(request, quotation, found)
        return render(request, "sales/line.html", {"quotation": quotation, "row": _row(found, quotation)})
    form = LineForm(request.POST)
    try:
        with transaction.atomic():
            saved = lines.update_line(actor=signed_in(request), line=found, **form.values(found, found.kind))
    except DomainError as refusal:
        return _edit(request, quotation, _typed(quotation, form, found.kind, found), refusal, form)
    return _saved(request, pk, saved)


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The row that is being written with the product just chosen: its unit, price and tax; nothing is saved."""
    quotation = quotation_of(request, pk)
    number, line_pk = request.GET.get("product", ""), request.GET.get("line", "")
    kind = request.GET.get("kind", "")
    row = line_of(quotation, int(line_pk)) if line_pk.isdecimal() else QuotationLine(quotation=quotation)
    row.is_optional = row.is_optional or kind == "optional"
    if kind in (LineKind.SECTION, LineKind.NOTE):
        row.kind = kind
    elif not number.isdecimal():
        row.tax = next(iter(TaxBook.of(quotation.quoted_on).in_force()), None)
    if number.isdecimal():
        product = get_object_or_404(Product.objects.select_related("unit", "tax"), pk=number)
        take_product(row, product, quotation.language)
        try:
            price_line(row, book_for(quotation, [product.pk]))
        except DomainError as refusal:
            return _edit(request, quotation, row, refusal)
    return _edit(request, quotation, row)


@require_safe
def amount(request: HttpRequest, pk: int) -> HttpResponse:
    """What the row that is being written comes to; nothing is saved."""
    quotation = quotation_of(request, pk)
    form = LineForm(request.GET)
    row = _typed(quotation, form, LineKind.PRODUCT)
    found = entered_amount(amount_line(row), step_of(quotation.currency_code))
    return HttpResponse(formatting.money_exact(found, quotation.currency_code))


@require_POST
def delete(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Take a line away."""
    return _done(request, pk, line_pk, lambda **said: lines.remove_line(**said), _("The line is deleted."))


@require_POST
def option(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Take an option into the quotation, or put it back."""
    chosen = "back" not in request.POST
    said = _("The option is part of the quotation.") if chosen else _("The line is an option again.")
    return _done(request, pk, line_pk, lambda **who: lines.choose_option(chosen=chosen, **who), said)


@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the lines into the order in which they were dropped."""
    ids = ids_of(request.POST.getlist("ids"))
    lines.order_lines(actor=signed_in(request), quotation=quotation_of(request, pk), ids=ids)
    return _body(request, pk)


def _done(request: HttpRequest, pk: int, line_pk: int, act: Any, sentence: str) -> HttpResponse:
    quotation = quotation_of(request, pk)
    try:
        with transaction.atomic():
            act(actor=signed_in(request), line=line_of(quotation, line_pk))
    except DomainError as refusal:
        toasts.toast(request, str(refusal), kind="error")
    else:
        toasts.done(request, sentence)
    return _body(request, pk)


def _body(request: HttpRequest, pk: int) -> HttpResponse:
    """All lines anew, with the sums."""
    quotation, user = quotation_of(request, pk), signed_in(request)
    found = list(quotation.lines.select_related("tax", "unit"))
    currency = quotation.currency_code
    context = {
        "quotation": quotation,
        "rows": [row_of(each, currency) for each in found if not each.is_optional],
        "options": [row_of(each, currency) for each in found if each.is_optional],
        "totals": totals_of(quotation, found, user),
        **(empty_line(quotation) if quotation.is_open else {}),
        **acts_of(found, user),
        **notices_of(quotation, user),
    }
    return render(request, "sales/lines_anew.html", context)


def _saved(request: HttpRequest, pk: int, saved: QuotationLine, *, is_new: bool = False) -> HttpResponse:
    """The row that was saved, the other rows whose amounts moved with it, and the sums."""
    quotation, user = quotation_of(request, pk), signed_in(request)
    found = list(quotation.lines.select_related("tax", "unit"))
    context = {
        "quotation": quotation,
        "row": row_of(next(each for each in found if each.pk == saved.pk), quotation.currency_code),
        "others": [
            row_of(each, quotation.currency_code)
            for each in found
            if each.pk != saved.pk and each.tax and each.tax.is_included and not each.is_optional
        ],
        "totals": totals_of(quotation, found, user),
        "is_new": is_new,
        "options": [row_of(each, quotation.currency_code) for each in found if each.is_optional],
        **(empty_line(quotation) if is_new else {}),
        **acts_of(found, user),
        **notices_of(quotation, user),
    }
    return render(request, "sales/line_saved.html", context)


def _edit(
    request: HttpRequest,
    quotation: Quotation,
    row: QuotationLine,
    refusal: DomainError | None = None,
    form: LineForm | None = None,
) -> HttpResponse:
    """The row as fields; after a refusal with what was typed and the sentences."""
    errors = refusal.errors if refusal else {}
    step = step_of(quotation.currency_code)
    context = {
        "quotation": quotation,
        "line": row,
        "amount": formatting.money_exact(entered_amount(amount_line(row), step), quotation.currency_code),
        "typed": form.data if form else {name: formatting.exact(getattr(row, name)) for name in PRICES},
        "errors": errors,
        "why": "" if errors else explained(row, quotation, tells_cost=policies.may_see_margin(signed_in(request))),
        **edit_context(quotation),
    }
    return render(request, "sales/line_edit.html", context, status=refusal.status if refusal else 200)


def _typed(quotation: Quotation, form: LineForm, kind: str, line: QuotationLine | None = None) -> QuotationLine:
    """A line, not saved, with what could be read of what was typed."""
    form.is_valid()
    row = line or QuotationLine(quotation=quotation)
    row.kind = kind
    cleaned = form.cleaned_data
    row.name = cleaned.get("product_text") or ""
    for name in ("product", "unit", "tax", "description"):
        if name in cleaned:
            setattr(row, name, cleaned[name])
    for name in ("quantity", "unit_price", "discount"):
        setattr(row, name, cleaned.get(name, Decimal(0)))
    return row


def _row(found: QuotationLine, quotation: Quotation) -> Any:
    return row_of(found, quotation.currency_code)
