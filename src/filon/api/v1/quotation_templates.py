"""Templates, from which quotations start."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Rows
from filon.api.problems import Json
from filon.api.references import resolved_many
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.named import added, listing, removed, switched
from filon.api.v1.schemas import Quantity, Texts, Translated, names
from filon.catalog.models import Product
from filon.sales.choices import LineKind
from filon.sales.lists.configuration import TEMPLATES
from filon.sales.models import QuotationTemplate
from filon.sales.services.template_lines import add_template_line, remove_template_line, update_template

Kind = Literal["product", "section", "note"]


class TemplateLineOut(Schema):
    """A line: a product, or a section or note by its name."""

    kind: Kind
    product: int | None
    name: Texts
    quantity: Decimal
    optional: bool


class QuotationTemplateOut(Schema):
    """A template; without `validity_days` the settings' days hold."""

    id: int
    name: Texts
    validity_days: int | None
    terms: Texts
    lines: list[TemplateLineOut]
    active: bool


class TemplateLineIn(Incoming):
    """What may be said about a line."""

    kind: Kind = "product"
    product: int | None = None
    name: Translated = ""
    quantity: Quantity = Decimal(1)
    optional: bool = False


class QuotationTemplateIn(Incoming):
    """What may be said about a template. `lines` are all its lines, in their order."""

    name: Translated
    validity_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    terms: str | Texts = ""
    lines: Annotated[list[TemplateLineIn], Field(max_length=200)] = []
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know every template."""
    return QuotationTemplate.objects.prefetch_related("lines") if user.is_active else QuotationTemplate.objects.none()


def serialised(templates: Sequence[QuotationTemplate]) -> list[Json]:
    """Templates as JSON objects."""
    return [
        {
            "id": template.pk,
            "name": template.name,
            "validity_days": template.validity_days,
            "terms": template.terms,
            "lines": [
                {
                    "kind": line.kind,
                    "product": line.product_id,
                    "name": line.name,
                    "quantity": line.quantity,
                    "optional": line.is_optional,
                }
                for line in template.lines.all()
            ],
            "active": template.is_active,
        }
        for template in templates
    ]


def create(user: User, values: Json) -> QuotationTemplate:
    """Add a template."""
    return change(added(TEMPLATES, user, values), user, values)


def change(template: QuotationTemplate, user: User, values: Json) -> QuotationTemplate:
    """Change a template."""
    active, lines = values.pop("active", template.is_active), values.pop("lines", None)
    if values:
        template = update_template(
            actor=user,
            template=template,
            name=names(values.get("name", template.name)),
            validity_days=values.get("validity_days", template.validity_days),
            terms=names(values.get("terms", template.terms)),
        )
    if lines is not None:
        _lines(template, user, lines)
    row: QuotationTemplate = switched(TEMPLATES, user, template, active=active)
    return row


def _lines(template: QuotationTemplate, user: User, lines: list[Json]) -> None:
    """Write the template's lines anew; a refusal names the line by its index."""
    for line in template.lines.all():
        remove_template_line(actor=user, line=line)

    def add(said: Json) -> object:
        values = {"is_optional" if name == "optional" else name: value for name, value in said.items()}
        values |= {"name": names(said.get("name", "")), "kind": LineKind(said.get("kind", "product"))}
        return add_template_line(actor=user, template=template, **values)

    each(resolved_many(lines, {"product": Product.objects.visible_to(user)}), add)


RESOURCE = Resource(
    name="quotation-templates",
    rows=rows,
    serialised=serialised,
    outgoing=QuotationTemplateOut,
    incoming=QuotationTemplateIn,
    listing=listing(),
    create=create,
    change=change,
    remove=lambda template, user: removed(TEMPLATES, user, template),
)


def routes() -> Router:
    """The routes of templates."""
    router = Router(tags=["quotation-templates"])
    mount(router, RESOURCE)
    return router
