"""The lines of an invoice."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.catalog.models import Product, Tax, Unit
from filon.core.money import MoneyField
from filon.invoicing.models.invoice import Invoice
from filon.sales.models import QuotationLine


class InvoiceLine(models.Model):
    """Something invoiced. `order_line` is the line of the order that it takes from.

    With `is_included` the price contains the tax. With `is_down_payment` the line is an advance, or the deduction of
    the one that `deducts` names.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    sequence = models.PositiveIntegerField(default=0)
    order_line = models.ForeignKey(
        QuotationLine, on_delete=models.PROTECT, null=True, blank=True, related_name="invoice_lines"
    )
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="invoice_lines")
    name = models.CharField(_("Product or description"), max_length=300)
    description = models.TextField(_("Description"), blank=True)
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3, default=Decimal(1))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name=_("Unit")
    )
    unit_price = models.DecimalField(_("Unit price"), max_digits=15, decimal_places=4, default=Decimal(0))
    discount = models.DecimalField(_("Discount"), max_digits=5, decimal_places=2, default=Decimal(0))
    tax = models.ForeignKey(
        Tax, on_delete=models.PROTECT, null=True, blank=True, related_name="invoice_lines", verbose_name=_("VAT")
    )
    tax_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0), editable=False)
    base = MoneyField(_("Amount"), default=0, editable=False)
    is_included = models.BooleanField(default=False, editable=False)
    is_down_payment = models.BooleanField(default=False, editable=False)
    deducts = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="deductions", editable=False)

    class Meta:
        ordering = ("invoice", "sequence", "pk")
        verbose_name = _("Line")
        constraints = [
            models.CheckConstraint(condition=Q(discount__gte=-999, discount__lte=100), name="invoice_discount_at_most"),
        ]

    class History:
        root = "invoice_id"
        label = _("Line")
        exclude = ("base", "tax_percent")

    def __str__(self) -> str:
        return self.name
