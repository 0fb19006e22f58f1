"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuotationState(TextChoices):
    """Where a quotation stands. That an order is locked is said apart."""

    DRAFT = "draft", pgettext_lazy("quotation", "Draft")
    SENT = "sent", pgettext_lazy("quotation", "Sent")
    ORDER = "order", pgettext_lazy("quotation", "Order")
    CANCELLED = "cancelled", pgettext_lazy("quotation", "Cancelled")


class LineKind(TextChoices):
    """What a line is: something sold, a heading, or a remark."""

    PRODUCT = "product", _("Product")
    SECTION = "section", _("Section")
    NOTE = "note", _("Note")


class DocumentKind(TextChoices):
    """What a printed document is."""

    QUOTATION = "quotation", pgettext_lazy("document", "Quotation")
    ORDER = "order", pgettext_lazy("document", "Order confirmation")
    DELIVERY = "delivery", pgettext_lazy("document", "Delivery note")
    INVOICE = "invoice", pgettext_lazy("document", "Invoice")
    CREDIT_NOTE = "credit_note", pgettext_lazy("document", "Credit note")
