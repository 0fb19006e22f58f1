"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    """Who a message is for."""

    MESSAGE = "message", _("Message")
    NOTE = "note", _("Note")
    INBOUND = "inbound", _("Received message")
