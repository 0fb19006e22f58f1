"""The lines of a quotation."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.catalog.models import Product, Tax, Unit
from filon.core.money import MoneyField
from filon.sales.choices import LineKind
from filon.sales.models.quotation import Quotation


class QuotationLine(models.Model):
    """One line: something sold, by product or as typed; a section; or a note.

    `base` is its untaxed amount as the document computes it. An optional line counts nowhere until it is chosen;
    `was_optional` remembers that the customer may take it back. With `has_own_price` somebody typed price or discount,
    so that another quantity does not change them. `cost` is of one unit, in the quotation's currency.
    """

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="lines")
    sequence = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=LineKind.choices, default=LineKind.PRODUCT)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="quotation_lines"
    )
    name = models.CharField(_("Product or description"), max_length=300)
    description = models.TextField(_("Description"), blank=True)
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3, default=Decimal(1))
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotation_lines",
        verbose_name=_("Unit"),
    )
    unit_price = models.DecimalField(_("Unit price"), max_digits=15, decimal_places=4, default=Decimal(0))
    discount = models.DecimalField(_("Discount"), max_digits=5, decimal_places=2, default=Decimal(0))
    tax = models.ForeignKey(
        Tax, on_delete=models.PROTECT, null=True, blank=True, related_name="quotation_lines", verbose_name=_("VAT")
    )
    tax_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0), editable=False)
    cost = MoneyField(_("Cost"), default=0)
    base = MoneyField(_("Amount"), default=0, editable=False)
    is_optional = models.BooleanField(_("Optional"), default=False)
    was_optional = models.BooleanField(default=False, editable=False)
    has_own_price = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("quotation", "sequence", "pk")
        verbose_name = _("Line")
        indexes = [models.Index(fields=("quotation", "sequence"), name="line_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(discount__gte=-999, discount__lte=100), name="discount_at_most_100"),
            models.CheckConstraint(
                condition=Q(kind=LineKind.PRODUCT) | Q(quantity=0, unit_price=0), name="only_products_have_amounts"
            ),
        ]

    class History:
        root = "quotation_id"
        label = _("Line")
        exclude = ("base", "tax_percent")

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> bool:
        """Whether the line is part of what the customer pays."""
        return self.kind == LineKind.PRODUCT and not self.is_optional
