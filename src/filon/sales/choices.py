"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuotationState(TextChoices):
    """Where a quotation stands. That an order is locked is said apart."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    ORDER = "order", _("Order")
    CANCELLED = "cancelled", _("Cancelled")


class LineKind(TextChoices):
    """What a line is: something sold, a heading, or a remark."""

    PRODUCT = "product", _("Product")
    SECTION = "section", _("Section")
    NOTE = "note", _("Note")
