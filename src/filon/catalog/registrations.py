"""What the catalogue is to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.catalog import policies
from filon.catalog.models import Product
from filon.catalog.services.products import derive_again
from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived

register_record_type(
    RecordType(
        kind=Product.record_kind,
        label=_("Product"),
        icon="package",
        model=Product,
        visible_to=lambda user: Product.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("catalog:product", args=[pk]),
        may_change=lambda user, _row: policies.may_change(user),
    )
)
register_derived(Product, derive_again)
