"""What the company sells."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.models.tax import Tax
from filon.catalog.models.unit import Unit
from filon.core import clock
from filon.core.fields import TranslatedTextField, translated
from filon.core.models import RecordModel, RecordQuerySet
from filon.core.money import MoneyField


class ProductQuerySet(RecordQuerySet["Product"]):
    """Questions about several products."""

    def visible_to(self, user: User) -> "ProductQuerySet":
        """Every user may know every product."""
        return self if user.is_active else self.none()

    def active(self) -> "ProductQuerySet":
        """Those that are not archived."""
        return self.filter(is_active=True)


class Product(RecordModel):
    """A product or service. Price and cost are of one `unit`, in the organisation's currency.

    The price contains the tax if the tax says so. `description` is what a quotation says below the name. `picture` is
    the sha256 of its file.
    """

    record_kind = "product"

    name = TranslatedTextField(_("Name"))
    description = TranslatedTextField(_("Description on quotations"), blank=True)
    reference = models.CharField(_("Reference"), max_length=60, blank=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=ProductKind.choices, default=ProductKind.GOODS)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="products", verbose_name=_("Unit"))
    price = MoneyField(_("Price"), default=0)
    cost = MoneyField(_("Cost"), default=0)
    tax = models.ForeignKey(
        Tax, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("Tax")
    )
    invoice_policy = models.CharField(
        _("Invoiced by"), max_length=10, choices=InvoicePolicy.choices, default=InvoicePolicy.ORDERED
    )
    picture = models.CharField(_("Picture"), max_length=64, blank=True)
    picture_type = models.CharField(max_length=20, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sort_key = models.CharField(max_length=64, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[ProductQuerySet] = ProductQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("reference",), condition=~models.Q(reference=""), name="product_reference_once"
            ),
            models.CheckConstraint(condition=models.Q(price__gte=0, cost__gte=0), name="product_price_not_negative"),
        ]
        indexes = [
            models.Index(fields=("sort_key", "record"), name="product_by_name"),
            models.Index(fields=("price", "record"), name="product_by_price"),
        ]

    class History:
        root = "self"
        exclude = ("sort_key", "search_text")

    def __str__(self) -> str:
        return translated(self.name)
