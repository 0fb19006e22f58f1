"""The numbers of documents, by series and year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """A series such as `S` for quotations: how its numbers look. Each year begins at 1.

    `pattern` is filled with {prefix}, {year} and {number}, such as `{prefix}-{year}-{number:04d}`.
    """

    key = models.CharField(max_length=32, unique=True)
    prefix = models.CharField(max_length=10)
    pattern = models.CharField(max_length=60, default="{prefix}-{year}-{number:04d}")

    class Meta:
        ordering = ("key",)
        verbose_name_plural = "number series"

    class History:
        root = None
        label = _("Numbering")

    def __str__(self) -> str:
        return self.prefix


class NumberCounter(models.Model):
    """The last number given out in a series and year. It is never taken back, so no history is kept of it."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("series", "-year")
        constraints = [models.UniqueConstraint(fields=("series", "year"), name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}: {self.last}"
