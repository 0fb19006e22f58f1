"""When a document is to be paid."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.catalog.choices import DueFrom
from filon.core.fields import TranslatedTextField, translated


class PaymentTerm(models.Model):
    """Terms of payment by name. `text` is what the document says."""

    name = TranslatedTextField(_("Name"))
    text = TranslatedTextField(_("Text on documents"), blank=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sequence", "sort_key", "pk")

    class History:
        root = None
        label = _("Payment term")

    def __str__(self) -> str:
        return translated(self.name)


class PaymentTermPart(models.Model):
    """A share of the total, in hundredths, and when it is due. The parts of a term add up to 100."""

    term = models.ForeignKey(PaymentTerm, on_delete=models.CASCADE, related_name="parts")
    percent = models.DecimalField(_("Share"), max_digits=5, decimal_places=2, default=Decimal(100))
    days = models.PositiveSmallIntegerField(_("Days"), default=30)
    due_from = models.CharField(max_length=16, choices=DueFrom.choices, default=DueFrom.INVOICE)

    class Meta:
        ordering = ("term", "pk")
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__gt=0, percent__lte=100), name="part_0_to_100"),
        ]

    class History:
        root = None
        label = _("Part of a payment term")

    def __str__(self) -> str:
        return f"{self.percent} %, {self.days}"
