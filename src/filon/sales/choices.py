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


class AnswerKind(TextChoices):
    """What the customer said."""

    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class Standing(TextChoices):
    """What the customer's page says of a quotation."""

    OPEN = "open", _("You can accept or decline this quotation here.")
    ACCEPTED = "accepted", _("You have accepted this quotation. Thank you.")
    ORDERED = "ordered", _("This quotation has become an order.")
    DECLINED = "declined", _("You have declined this quotation.")
    CANCELLED = "cancelled", _("This quotation has been cancelled. Ask us if you still need it.")
    EXPIRED = "expired", _("This quotation has expired. Ask us for a new one.")
    CHANGING = "changing", _("We are changing this quotation. You will get the new version.")
    REVOKED = "revoked", _("This link has been taken back. Ask us for a new one.")
