"""Price lists: prices other than the product's own, by rules."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models.product import Product
from filon.contacts.models import Contact
from filon.core.fields import TranslatedTextField, translated
from filon.core.money import MoneyField
from filon.organisation.models import Currency


class PriceList(models.Model):
    """Prices in one currency. With `shows_discount` a lower price shows as a discount off the product's own price."""

    name = TranslatedTextField(_("Name"))
    currency = models.ForeignKey(
        Currency, on_delete=models.PROTECT, related_name="+", default="RON", verbose_name=_("Currency")
    )
    shows_discount = models.BooleanField(_("Shows the discount"), default=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sequence", "sort_key", "pk")

    class History:
        root = None
        label = _("Price list")

    def __str__(self) -> str:
        return translated(self.name)


class PriceRule(models.Model):
    """One rule of a price list: for a product or all, a customer or everybody, from a quantity on, between two days.

    A fixed price, the fee and the margins are amounts for one unit of the product, in the list's currency.
    """

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="rules")
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("Product")
    )
    customer = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("Customer")
    )
    min_quantity = models.DecimalField(_("From quantity"), max_digits=12, decimal_places=3, default=Decimal(0))
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    method = models.CharField(_("Method"), max_length=8, choices=PriceMethod.choices, default=PriceMethod.PERCENT)
    fixed_price = MoneyField(_("Fixed price"), default=0)
    percent = models.DecimalField(_("Percentage off"), max_digits=6, decimal_places=2, default=Decimal(0))
    base = models.CharField(_("Based on"), max_length=8, choices=PriceBase.choices, default=PriceBase.PRICE)
    rounding = MoneyField(_("Rounded to"), default=0)
    fee = MoneyField(_("Extra fee"), default=0)
    min_margin = MoneyField[Decimal | None, Decimal | None](_("Least margin"), null=True, blank=True)
    max_margin = MoneyField[Decimal | None, Decimal | None](_("Greatest margin"), null=True, blank=True)

    class Meta:
        ordering = ("price_list", "pk")
        indexes = [models.Index(fields=("price_list", "product"), name="rule_by_product")]
        constraints = [
            models.CheckConstraint(condition=models.Q(min_quantity__gte=0), name="rule_quantity_not_negative"),
            models.CheckConstraint(condition=models.Q(fixed_price__gte=0), name="rule_price_not_negative"),
        ]

    class History:
        root = None
        label = _("Rule of a price list")

    def __str__(self) -> str:
        return f"{self.price_list_id} {self.get_method_display()}"
