"""Writing templates and their lines."""

from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog.models import Product
from filon.catalog.services.naming import clean_texts
from filon.core.exceptions import DomainError
from filon.core.fields import translated
from filon.core.normalising import sort_key
from filon.core.updating import update_rows
from filon.history.services.recording import describe
from filon.sales import policies
from filon.sales.choices import LineKind
from filon.sales.models import QuotationTemplate, TemplateLine
from filon.sales.services.settings import LONGEST_VALIDITY

LARGEST = Decimal(10) ** 9


class TemplateLineValues(TypedDict, total=False):
    """What may be said about a line of a template; what is left out stays as it is."""

    kind: LineKind
    product: Product | None
    name: dict[str, str]
    quantity: Decimal
    is_optional: bool


@transaction.atomic
def update_template(
    *,
    actor: User | None,
    template: QuotationTemplate,
    name: dict[str, str],
    validity_days: int | None,
    terms: dict[str, str],
) -> QuotationTemplate:
    """Change a template's head. Quotations that started from it stay as they are."""
    policies.require_configure(actor)
    describe(gettext_noop("Changed a template"))
    if validity_days is not None and not 0 <= validity_days <= LONGEST_VALIDITY:
        raise DomainError(_("Write a number of days from 0 to 3,650."), field="validity_days")
    template = QuotationTemplate.objects.select_for_update().get(pk=template.pk)
    template.name, template.terms = clean_texts(name, required=True), clean_texts(terms)
    template.sort_key = sort_key(translated(template.name))
    template.validity_days = validity_days
    template.save()
    return template


@transaction.atomic
def add_template_line(
    *, actor: User | None, template: QuotationTemplate, **values: Unpack[TemplateLineValues]
) -> TemplateLine:
    """Add a line at the end: a product, or a section or note by its name."""
    policies.require_configure(actor)
    describe(gettext_noop("Added a line to a template"))
    last = template.lines.aggregate(last=Max("sequence"))["last"] or 0
    return _saved(TemplateLine(template=template, sequence=last + 1), values)


@transaction.atomic
def update_template_line(
    *, actor: User | None, line: TemplateLine, **values: Unpack[TemplateLineValues]
) -> TemplateLine:
    """Change what `values` name."""
    policies.require_configure(actor)
    describe(gettext_noop("Changed a line of a template"))
    return _saved(TemplateLine.objects.select_for_update().get(pk=line.pk), values)


@transaction.atomic
def remove_template_line(*, actor: User | None, line: TemplateLine) -> None:
    """Take a line away."""
    policies.require_configure(actor)
    describe(gettext_noop("Deleted a line of a template"))
    line.delete()


@transaction.atomic
def move_template_line(*, actor: User | None, line: TemplateLine, by: int) -> None:
    """Put a line one place further up (−1) or down (1)."""
    policies.require_configure(actor)
    describe(gettext_noop("Ordered the lines of a template"))
    lines = list(line.template.lines.select_for_update())
    at = next(place for place, each in enumerate(lines) if each.pk == line.pk)
    to = min(max(at + by, 0), len(lines) - 1)
    lines.insert(to, lines.pop(at))
    for place, each in enumerate(lines, start=1):
        each.sequence = place
    update_rows(lines, ("sequence",))


def _saved(line: TemplateLine, values: TemplateLineValues) -> TemplateLine:
    for name, value in values.items():
        setattr(line, name, value)
    if line.kind == LineKind.PRODUCT:
        line.name = {}
        if line.product is None:
            raise DomainError(_("Choose the product."), field="product")
        if not 0 < line.quantity < LARGEST:
            raise DomainError(_("Write a quantity above zero."), field="quantity")
    else:
        line.product, line.quantity, line.is_optional = None, Decimal(0), False
        line.name = clean_texts(line.name, required=True)
    line.save()
    return line
