"""Our company."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.organisation.models.country import Country
from filon.organisation.models.currency import Currency


class Organisation(models.Model):
    """The one company that this installation serves, and the choices that hold for all its people."""

    name = models.CharField(_("Company name"), max_length=200)
    currency = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="+", default="RON")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", default="RO")
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, default="ro")
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/Bucharest")
    uses_leads = models.BooleanField(_("Leads are qualified first"), default=False)
    uses_recurring_revenue = models.BooleanField(_("Recurring revenue"), default=False)

    class History:
        root = None
        label = _("Company name")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Self:
        """Our company; migrations make it."""
        return cls.objects.select_related("currency", "country").get(pk=1)
