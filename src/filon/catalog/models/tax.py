"""Taxes on what is sold, with dated rates."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.catalog.choices import VatCategory
from filon.core.fields import TranslatedTextField, translated


class Tax(models.Model):
    """A tax on a line, in Romania VAT. A line has one, as EN 16931 wants it.

    `is_included` means that prices with this tax contain it. What is not taxed says why: `exemption_code` is a VATEX
    code, `exemption_reason` the words on the invoice.
    """

    name = TranslatedTextField(_("Name"))
    category = models.CharField(
        _("VAT category"), max_length=2, choices=VatCategory.choices, default=VatCategory.STANDARD
    )
    is_included = models.BooleanField(_("Included in the price"), default=False)
    exemption_code = models.CharField(_("Exemption code"), max_length=30, blank=True)
    exemption_reason = TranslatedTextField(_("Reason of the exemption"), blank=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sequence", "sort_key", "pk")
        verbose_name_plural = "taxes"

    class History:
        root = None
        label = _("Tax")

    def __str__(self) -> str:
        return translated(self.name)


class TaxRate(models.Model):
    """The rate of a tax from a day on, in hundredths; without `percent` the tax has ended."""

    tax = models.ForeignKey(Tax, on_delete=models.CASCADE, related_name="rates")
    valid_from = models.DateField(_("Valid from"))
    percent = models.DecimalField[Decimal | None, Decimal | None](
        pgettext_lazy("tax", "Rate"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ("tax", "-valid_from")
        constraints = [
            models.UniqueConstraint(fields=("tax", "valid_from"), name="one_tax_rate_a_day"),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__gte=0, percent__lte=100),
                name="tax_rate_0_to_100",
            ),
        ]

    class History:
        root = None
        label = _("Rate of a tax")

    def __str__(self) -> str:
        return f"{self.tax_id} {self.valid_from}: {self.percent}"
