"""How often recurring revenue comes in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class RecurringPlan(models.Model):
    """The period that a recurring revenue is for: 1 month, a year, five years."""

    name = TranslatedTextField(_("Name"))
    months = models.PositiveSmallIntegerField(_("Months"), default=1)
    sequence = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("sequence", "pk")
        constraints = [models.CheckConstraint(condition=models.Q(months__gte=1), name="plan_of_a_month_or_more")]

    class History:
        root = None
        label = _("Recurring plan")

    def __str__(self) -> str:
        return translated(self.name)
