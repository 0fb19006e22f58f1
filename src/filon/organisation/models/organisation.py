"""Our company."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.organisation.models.country import Country, Subdivision
from filon.organisation.models.currency import Currency


class Organisation(models.Model):
    """The one company that this installation serves, and the choices that hold for all its people.

    What its documents say of it stands here too: fiscal code, registration, address, bank account, and the `logo`, a
    PNG or JPEG in the file store by its sha256.
    """

    name = models.CharField(_("Company name"), max_length=200)
    currency = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="+", default="RON")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", default="RO")
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, default="ro")
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/Bucharest")
    uses_leads = models.BooleanField(_("Leads are qualified first"), default=False)
    uses_recurring_revenue = models.BooleanField(_("Recurring revenue"), default=False)
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    registration_number = models.CharField(_("Registration number"), max_length=40, blank=True)
    street = models.CharField(_("Street"), max_length=200, blank=True)
    city = models.CharField(_("City"), max_length=100, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    state = models.ForeignKey(
        Subdivision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("County")
    )
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    website = models.CharField(_("Website"), max_length=200, blank=True)
    bank = models.CharField(_("Bank"), max_length=100, blank=True)
    iban = models.CharField(_("Bank account (IBAN)"), max_length=34, blank=True)
    logo = models.CharField(_("Logo"), max_length=64, blank=True)

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
        return cls.objects.select_related("currency", "country", "state").get(pk=1)
