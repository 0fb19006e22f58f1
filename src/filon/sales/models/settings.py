"""What holds for all quotations."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField


class SalesSettings(models.Model):
    """The choices of the company for its quotations; one row, made by a migration.

    With `proposes_revenue` a quotation's page offers to take its total as the opportunity's expected revenue.
    """

    validity_days = models.PositiveSmallIntegerField(_("Valid for (days)"), default=30)
    terms = TranslatedTextField(_("Terms"), blank=True)
    locks_orders = models.BooleanField(_("Lock orders when they are confirmed"), default=False)
    proposes_revenue = models.BooleanField(_("Propose the expected revenue"), default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_sales_settings")]

    class History:
        root = None
        label = _("Settings of quotations")

    def __str__(self) -> str:
        return "settings"

    @classmethod
    def current(cls) -> Self:
        """The settings; migrations make them."""
        return cls.objects.get(pk=1)
