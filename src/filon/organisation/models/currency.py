"""Currencies and their dated rates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class Currency(models.Model):
    """A currency by its ISO 4217 code."""

    code = models.CharField(max_length=3, primary_key=True)
    name = TranslatedTextField()
    symbol = models.CharField(max_length=8)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "currencies"

    def __str__(self) -> str:
        return translated(self.name) or self.code


class CurrencyRate(models.Model):
    """What one unit of a currency is worth in the organisation's, from a day on until the next rate."""

    currency = models.ForeignKey(Currency, on_delete=models.CASCADE, related_name="rates")
    valid_from = models.DateField()
    rate = models.DecimalField(max_digits=15, decimal_places=6)

    class Meta:
        ordering = ("currency", "-valid_from")
        constraints = [
            models.UniqueConstraint(fields=("currency", "valid_from"), name="one_rate_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_is_positive"),
        ]

    class History:
        root = None
        label = _("Exchange rate")

    def __str__(self) -> str:
        return f"{self.currency_id} {self.valid_from}: {self.rate}"
