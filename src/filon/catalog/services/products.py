"""Making, changing, archiving and deleting products."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.models import Product, Tax, Unit
from filon.catalog.services.naming import clean_texts
from filon.core.deleting import delete_record
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import sort_key
from filon.core.pictures import picture_type, stored_picture
from filon.history.services.recording import describe
from filon.search.text import search_text_of


class ProductValues(TypedDict, total=False):
    """What may be said about a product; what is left out stays as it is."""

    name: dict[str, str]
    description: dict[str, str]
    reference: str
    kind: ProductKind
    unit: Unit
    price: Decimal
    cost: Decimal
    tax: Tax | None
    invoice_policy: InvoicePolicy


@transaction.atomic
def create_product(*, actor: User | None, **values: Unpack[ProductValues]) -> Product:
    """Add a product or service. Without a unit it is sold by the first one, without a tax by the first tax."""
    policies.require_change(actor)
    describe(gettext_noop("Added a product"))
    values = {"unit": Unit.objects.all()[0], "tax": Tax.objects.filter(is_active=True).first(), **values}
    product = Product(name={})
    _fill(product, {"name": {}, **values})
    filled: Any = {field.name: getattr(product, field.name) for field in Product._meta.concrete_fields[1:]}
    return Product.objects.create(**filled)


@transaction.atomic
def update_product(*, actor: User | None, product: Product, **values: Unpack[ProductValues]) -> Product:
    """Change what `values` name. Documents keep the prices that they have."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a product"))
    product = Product.objects.select_for_update().get(pk=product.pk)
    _fill(product, values)
    product.save()
    return product


@transaction.atomic
def set_picture(*, actor: User | None, product: Product, content: bytes) -> None:
    """Give a product a picture; empty content takes it away."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a product's picture"))
    digest = stored_picture(content)
    Product.objects.filter(pk=product.pk).update(picture=digest, picture_type=picture_type(content))


@transaction.atomic
def archive_product(*, actor: User | None, product: Product, is_active: bool) -> None:
    """Offer a product no longer, or again; documents keep it."""
    policies.require_change(actor)
    describe(gettext_noop("Brought a product back") if is_active else gettext_noop("Archived a product"))
    Product.objects.filter(pk=product.pk).update(is_active=is_active)


@transaction.atomic
def delete_product(*, actor: User | None, product: Product) -> None:
    """Delete a product that no document uses; Conflict names those that do."""
    policies.require_change(actor)
    describe(gettext_noop("Deleted a product"))
    delete_record(product)


def derive_again(ids: Iterable[int]) -> None:
    """Make the derived columns of the products `ids` anew, as after an undo."""
    for product in Product.objects.filter(pk__in=list(ids)):
        _derive(product)
        product.save(update_fields=["sort_key", "search_text"])


def _fill(product: Product, values: ProductValues) -> None:
    for name, value in values.items():
        setattr(product, name, value)
    product.name = clean_texts(product.name, required=True)
    product.description = clean_texts(product.description)
    product.reference = product.reference.strip()
    for field in ("price", "cost"):
        if getattr(product, field) < 0:
            raise DomainError(_("The amount cannot be below zero."), field=field)
    same = Product.objects.exclude(pk=product.pk).filter(reference=product.reference)
    if product.reference and (other := same.first()):
        raise Conflict(_("“%(name)s” has this reference already.") % {"name": other}, field="reference")
    _derive(product)


def _derive(product: Product) -> None:
    product.sort_key = sort_key(translated(product.name))
    product.search_text = search_text_of(product.reference, *product.name.values(), *product.description.values())
