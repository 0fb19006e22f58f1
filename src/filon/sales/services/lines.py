"""Writing the lines of a quotation. Each act makes the amounts anew and gives all lines, in order."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog.models import Tax
from filon.catalog.services.converting import ratio, to_step
from filon.chatter.services.posting import post_note
from filon.core.exceptions import Conflict, DomainError
from filon.core.normalising import comma_below
from filon.core.updating import update_rows
from filon.history.services.recording import describe
from filon.sales.choices import LineKind
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.computing import content_changed, recompute
from filon.sales.services.locking import lock_open
from filon.sales.services.pricing import book_for, price_line, take_product
from filon.sales.services.values import LineValues
from filon.ui import formatting

MOST = 2000
LARGEST = Decimal(10) ** 9
PRICE: tuple[Literal["unit_price"], Literal["discount"]] = ("unit_price", "discount")


@transaction.atomic
def add_line(
    *, actor: User | None, quotation: Quotation, kind: LineKind = LineKind.PRODUCT, **values: Unpack[LineValues]
) -> QuotationLine:
    """Add a line at the end: a product with the price of the list, something typed, a section or a note.

    What is typed without a product has the standard tax unless `values` say another. A line added to an order is
    told in its thread.
    """
    quotation = lock_open(actor=actor, quotation=quotation)
    describe(gettext_noop("Added a line to a quotation"))
    last = quotation.lines.aggregate(last=Max("sequence"))["last"] or 0
    if quotation.lines.count() >= MOST:
        raise DomainError(_("A quotation has at most %(most)d lines.") % {"most": MOST})
    line = QuotationLine(quotation=quotation, sequence=last + 1, kind=kind)
    if kind != LineKind.PRODUCT:
        line.quantity, line.name = Decimal(0), values.get("name", "")
    elif values.get("product") is None and "tax" not in values:
        values["tax"] = Tax.objects.filter(is_active=True).first()
    _fill(line, quotation, values)
    line.save()
    recompute(quotation)
    content_changed(quotation)
    if quotation.is_order and actor is not None and kind == LineKind.PRODUCT:
        post_note(actor=actor, record_id=quotation.pk, body=_("Added to the order: %(line)s") % {"line": line.name})
    line.refresh_from_db()
    return line


@transaction.atomic
def update_line(*, actor: User | None, line: QuotationLine, **values: Unpack[LineValues]) -> QuotationLine:
    """Change what `values` name. Another product, quantity or unit brings the price of the list, unless it was typed.

    On an order, another quantity is told in its thread.
    """
    quotation, line = _held(actor, line)
    describe(gettext_noop("Changed a line of a quotation"))
    before = line.quantity
    _fill(line, quotation, values)
    line.save()
    recompute(quotation)
    content_changed(quotation)
    if quotation.is_order and actor is not None and line.quantity != before:
        said = {
            "line": line.name,
            "before": formatting.number(before, 2),
            "after": formatting.number(line.quantity, 2),
        }
        post_note(
            actor=actor,
            record_id=quotation.pk,
            body=_("The ordered quantity of %(line)s is %(after)s; it was %(before)s.") % said,
        )
    line.refresh_from_db()
    return line


@transaction.atomic
def remove_line(*, actor: User | None, line: QuotationLine) -> None:
    """Take a line away. What was ordered stays: give it the quantity 0 instead."""
    quotation, line = _held(actor, line)
    if quotation.is_order and line.counts:
        raise Conflict(_("This line has been ordered. Give it the quantity 0 instead of deleting it."))
    describe(gettext_noop("Deleted a line of a quotation"))
    line.delete()
    recompute(quotation)
    content_changed(quotation)


@transaction.atomic
def order_lines(*, actor: User | None, quotation: Quotation, ids: Sequence[int]) -> None:
    """Put the lines into the order of `ids`; lines that are not named come after them, as they stood."""
    quotation = lock_open(actor=actor, quotation=quotation)
    describe(gettext_noop("Ordered the lines of a quotation"))
    lines = {line.pk: line for line in quotation.lines.all()}
    named = [pk for pk in dict.fromkeys(ids) if pk in lines]
    moved = []
    for place, pk in enumerate([*named, *(pk for pk in lines if pk not in named)], start=1):
        if lines[pk].sequence != place:
            lines[pk].sequence = place
            moved.append(lines[pk])
    update_rows(moved, ("sequence",))
    # Among lines with included tax, the cents go by order.
    recompute(quotation)
    content_changed(quotation)


@transaction.atomic
def choose_option(*, actor: User | None, line: QuotationLine, chosen: bool) -> QuotationLine:
    """Take an optional line into the quotation, as its last, or put it back among the options."""
    quotation, line = _held(actor, line)
    if quotation.is_order:
        raise Conflict(_("The quotation is an order already; options cannot be chosen any more."))
    if line.kind != LineKind.PRODUCT or line.is_optional != chosen or not (line.is_optional or line.was_optional):
        raise Conflict(_("This line is not such an option any more."))
    describe(gettext_noop("Chose an option") if chosen else gettext_noop("Put an option back"))
    last = quotation.lines.aggregate(last=Max("sequence"))["last"] or 0
    line.is_optional, line.was_optional, line.sequence = not chosen, True, last + 1
    line.save()
    recompute(quotation)
    content_changed(quotation)
    line.refresh_from_db()
    return line


def _held(actor: User | None, line: QuotationLine) -> tuple[Quotation, QuotationLine]:
    quotation = lock_open(actor=actor, quotation=line.quotation)
    held = quotation.lines.select_related("product__unit", "unit", "tax").filter(pk=line.pk).first()
    if held is None:
        raise Conflict(_("This line has been deleted meanwhile."))
    return quotation, held


def _fill(line: QuotationLine, quotation: Quotation, values: LineValues) -> None:
    """Give a line, which is not saved, what `values` say and what follows from it."""
    if line.kind == LineKind.PRODUCT:
        _fill_product(line, quotation, values)
    for name in ("name", "description"):
        if name in values:
            setattr(line, name, comma_below(str(values[name])).strip())
    if not line.name:
        raise DomainError(_("Choose a product or write what is offered."), field="name")
    if len(line.name) > 300:
        raise DomainError(_("At most 300 characters fit here; the rest belongs in the description."), field="name")


def _fill_product(line: QuotationLine, quotation: Quotation, values: LineValues) -> None:
    product = values.get("product", line.product)
    if product is not None and product.pk != line.product_id:
        take_product(line, product, quotation.language)
        priced = True
    else:
        line.product = product
        priced = False
    if line.product is not None and values.get("unit") is not None:
        ratio(values["unit"] or line.product.unit, line.product.unit)
    priced = priced or any(name in values and values[name] != getattr(line, name) for name in ("quantity", "unit"))
    for name in ("unit", "tax", "is_optional"):
        if name in values:
            setattr(line, name, values[name])
    line.quantity = to_step(values.get("quantity", line.quantity), line.unit)
    # A form sends the price that it showed along with a new quantity: that one was not typed.
    shown = {name: None if line.pk is None else getattr(line, name) for name in PRICE}
    if line.product is not None and priced and not line.has_own_price:
        price_line(line, book_for(quotation, [line.product.pk]))
    for name in PRICE:
        if name in values and values[name] not in (shown[name], getattr(line, name)):
            setattr(line, name, values[name])
            line.has_own_price = True
    _check(line)


def _check(line: QuotationLine) -> None:
    check_discount(line.discount)
    for field in ("quantity", "unit_price"):
        if abs(getattr(line, field)) >= LARGEST:
            raise DomainError(_("The number is too large."), field=field)


def check_discount(discount: Decimal) -> None:
    """Raise DomainError on `discount` unless it is at most 100 hundredths; below zero it is a mark-up."""
    if not Decimal(-999) <= discount <= 100:
        raise DomainError(_("A discount is at most 100%."), field="discount")
