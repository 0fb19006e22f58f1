"""Templates, from which quotations start."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.catalog.models import Product
from filon.core.fields import TranslatedTextField, translated
from filon.sales.choices import LineKind


class QuotationTemplate(models.Model):
    """Lines, validity and terms to start from. Prices come from the price list, not from here.

    Without `validity_days` the settings' days hold.
    """

    name = TranslatedTextField(_("Name"))
    validity_days = models.PositiveSmallIntegerField(_("Valid for (days)"), null=True, blank=True)
    terms = TranslatedTextField(_("Terms"), blank=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sequence", "sort_key", "pk")

    class History:
        root = None
        label = _("Template")

    def __str__(self) -> str:
        return translated(self.name)


class TemplateLine(models.Model):
    """A line of a template: a product, or a section or note by its `name`."""

    template = models.ForeignKey(QuotationTemplate, on_delete=models.CASCADE, related_name="lines")
    sequence = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=LineKind.choices, default=LineKind.PRODUCT)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="template_lines")
    name = TranslatedTextField(blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=Decimal(1))
    is_optional = models.BooleanField(default=False)

    class Meta:
        ordering = ("template", "sequence", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=LineKind.PRODUCT, product__isnull=False)
                | (~Q(kind=LineKind.PRODUCT) & Q(product__isnull=True)),
                name="template_products_are_products",
            )
        ]

    class History:
        root = None
        label = _("Line of a template")

    def __str__(self) -> str:
        return str(self.product) if self.product_id else translated(self.name)
