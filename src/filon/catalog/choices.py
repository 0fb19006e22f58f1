"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProductKind(TextChoices):
    """Whether something is handed over or done."""

    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Service")


class InvoicePolicy(TextChoices):
    """Which quantity is invoiced."""

    ORDERED = "ordered", _("Ordered quantities")
    DELIVERED = "delivered", _("Delivered quantities")


class VatCategory(TextChoices):
    """The VAT category of EN 16931 (UNCL 5305), which decides what else an invoice must say."""

    STANDARD = "S", _("Taxed (standard or reduced rate)")
    ZERO = "Z", _("Zero rate")
    EXEMPT = "E", _("Exempt")
    REVERSE = "AE", _("Reverse charge")
    INTRA_COMMUNITY = "K", _("Intra-Community supply")
    EXPORT = "G", _("Export")
    OUTSIDE = "O", _("Not subject to VAT")


class PriceMethod(TextChoices):
    """How a rule of a price list makes a price."""

    FIXED = "fixed", _("Fixed price")
    PERCENT = "percent", _("Percentage off")
    FORMULA = "formula", _("Formula")


class PriceBase(TextChoices):
    """What a formula starts from."""

    PRICE = "price", _("Sales price")
    COST = "cost", _("Cost")


class DueFrom(TextChoices):
    """The day from which the days of a payment term are counted."""

    INVOICE = "invoice", _("after the invoice date")
    MONTH_END = "month_end", _("after the end of the month")
    NEXT_MONTH_END = "next_month_end", _("after the end of the next month")
