"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    """Who a message is for."""

    MESSAGE = "message", _("Message")
    NOTE = "note", _("Note")
    INBOUND = "inbound", _("Received message")


class Reason(TextChoices):
    """Why the bell rings."""

    MESSAGE = "message", _("wrote a message")
    NOTE = "note", _("wrote a note")
    INBOUND = "inbound", _("sent an e-mail")
    ASSIGNED = "assigned", _("gave it to you")
    ACTIVITY = "activity", _("has planned an activity for you")
    ACTIVITY_DONE = "activity-done", _("has done an activity")
    REMINDER = "reminder", _("reminds you of an activity")
    MEETING = "meeting", _("reminds you of a meeting")
