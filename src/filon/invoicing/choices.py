"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InvoiceKind(TextChoices):
    """What the document is."""

    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class InvoiceState(TextChoices):
    """A draft may change; what is posted never does."""

    DRAFT = "draft", pgettext_lazy("invoice", "Draft")
    POSTED = "posted", pgettext_lazy("invoice", "Posted")


class Basis(TextChoices):
    """How much of an order is invoiced."""

    REGULAR = "regular", _("What is to be invoiced")
    PERCENT = "percent", _("Down payment, a share of the order")
    AMOUNT = "amount", _("Down payment, an amount with VAT")


class PaymentMethod(TextChoices):
    """How money came, or what settled the document instead."""

    BANK = "bank", _("Bank transfer")
    CARD = "card", _("Card")
    CASH = "cash", _("Cash")
    OFFSET = "offset", _("Offset")
    CREDIT_NOTE = "credit_note", _("Credit note")
