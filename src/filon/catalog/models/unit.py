"""Units of measure, in families within which quantities convert."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class UnitFamily(models.Model):
    """Units that convert into each other, such as those of length."""

    name = TranslatedTextField(_("Name"))
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sort_key", "pk")

    class History:
        root = None
        label = _("Family of units")

    def __str__(self) -> str:
        return translated(self.name)


class Unit(models.Model):
    """A unit. `factor` says how many of the family's reference unit it holds: a dozen holds 12 pieces.

    `step` is the smallest quantity that is sold of it. `code` is the one of UN/ECE Recommendation 20, for e-invoices.
    """

    family = models.ForeignKey(
        UnitFamily, on_delete=models.PROTECT, related_name="units", verbose_name=_("Family of units")
    )
    name = TranslatedTextField(_("Name"))
    factor = models.DecimalField(_("Contains"), max_digits=15, decimal_places=6, default=Decimal(1))
    step = models.DecimalField(_("Smallest quantity"), max_digits=6, decimal_places=3, default=Decimal("0.01"))
    code = models.CharField(_("UN/ECE code"), max_length=3, blank=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sequence", "sort_key", "pk")
        constraints = [
            models.CheckConstraint(condition=models.Q(factor__gt=0), name="unit_factor_is_positive"),
            models.CheckConstraint(condition=models.Q(step__gt=0), name="unit_step_is_positive"),
        ]

    class History:
        root = None
        label = _("Unit of measure")

    def __str__(self) -> str:
        return translated(self.name)
