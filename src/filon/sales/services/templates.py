"""Starting a quotation from a template, and keeping templates."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.core.exceptions import Conflict
from filon.core.fields import translated
from filon.core.normalising import sort_key
from filon.history.services.recording import describe
from filon.sales import policies
from filon.sales.choices import LineKind, QuotationState
from filon.sales.models import Quotation, QuotationLine, QuotationTemplate, TemplateLine
from filon.sales.services.computing import content_changed, recompute
from filon.sales.services.locking import lock_open
from filon.sales.services.pricing import book_for, price_line, take_product


@transaction.atomic
def apply_template(*, actor: User | None, quotation: Quotation, template: QuotationTemplate) -> Quotation:
    """Replace all lines of a draft by those of the template, with the prices of the price list."""
    quotation = lock_open(actor=actor, quotation=quotation)
    if quotation.state != QuotationState.DRAFT:
        raise Conflict(_("Only a draft starts from a template."))
    describe(gettext_noop("Started a quotation from a template"))
    quotation.lines.all().delete()
    sources = list(template.lines.select_related("product__unit", "product__tax"))
    book = book_for(quotation, [line.product_id for line in sources if line.product_id])
    lines = []
    for place, source in enumerate(sources, start=1):
        line = QuotationLine(quotation=quotation, sequence=place, kind=source.kind, is_optional=source.is_optional)
        _fill(line, source, quotation)
        price_line(line, book)
        lines.append(line)
    QuotationLine.objects.bulk_create(lines)
    quotation.template = template
    days = template.validity_days
    if days is not None:
        quotation.valid_until = quotation.quoted_on + timedelta(days=days) if days else None
    with override(quotation.language):
        quotation.terms = translated(template.terms) or quotation.terms
    quotation.save(update_fields=["template", "valid_until", "terms"])
    recompute(quotation)
    content_changed(quotation)
    return quotation


@transaction.atomic
def save_as_template(*, actor: User | None, quotation: Quotation, name: str) -> QuotationTemplate:
    """Make a template of the lines of a quotation that have a product, a section or a note."""
    policies.require_configure(actor)
    describe(gettext_noop("Made a template of a quotation"))
    language = quotation.language
    called = name.strip() or quotation.number
    template = QuotationTemplate.objects.create(name={language: called}, sort_key=sort_key(called))
    for line in quotation.lines.all():
        if line.kind == LineKind.PRODUCT and line.product_id is None:
            continue
        TemplateLine.objects.create(
            template=template,
            sequence=line.sequence,
            kind=line.kind,
            product_id=line.product_id,
            name={} if line.product_id else {language: line.name},
            quantity=line.quantity,
            is_optional=line.is_optional,
        )
    return template


def _fill(line: QuotationLine, source: TemplateLine, quotation: Quotation) -> None:
    if source.product is not None:
        take_product(line, source.product, quotation.language)
        line.quantity = source.quantity
        return
    line.quantity = Decimal(0)
    with override(quotation.language):
        line.name = translated(source.name)
