"""What has been delivered of an order."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.sales.models.line import QuotationLine
from filon.sales.models.quotation import Quotation


class Delivery(models.Model):
    """Goods handed over or work done on one day; its number stands on the delivery note."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="deliveries")
    number = models.CharField(_("Number"), max_length=40, unique=True)
    delivered_on = models.DateField(_("Delivered on"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ("quotation", "delivered_on", "pk")
        verbose_name = _("Delivery")

    class History:
        root = "quotation_id"
        label = _("Delivery")

    def __str__(self) -> str:
        return self.number


class DeliveryLine(models.Model):
    """How much of a line of the order was delivered; below zero for what came back."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(QuotationLine, on_delete=models.PROTECT, related_name="deliveries")
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3, default=Decimal(0))

    class Meta:
        ordering = ("delivery", "pk")
        constraints = [models.UniqueConstraint(fields=("delivery", "line"), name="line_once_in_a_delivery")]

    class History:
        root = None
        label = _("Delivered")

    def __str__(self) -> str:
        return f"{self.line_id}: {self.quantity}"
