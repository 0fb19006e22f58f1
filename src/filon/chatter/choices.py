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
    MENTION = "mention", _("mentioned you")
    BOUNCED = "bounced", _("got a message back")
    STAGE = "stage", _("moved it to another stage")
    WON = "won", _("won it")
    LOST = "lost", _("lost it")
    ASSIGNED = "assigned", _("gave it to you")
    ACTIVITY = "activity", _("has planned an activity for you")
    ACTIVITY_DONE = "activity-done", _("has done an activity")
    REMINDER = "reminder", _("reminds you of an activity")
    MEETING = "meeting", _("reminds you of a meeting")


class Topic(TextChoices):
    """What a follower may hear of."""

    MESSAGES = "messages", _("Messages to and from people outside")
    NOTES = "notes", _("Notes of colleagues")
    ACTIVITIES = "activities", _("Activities that are done")
    STAGES = "stages", _("Another stage")
    CLOSED = "closed", _("Won or lost")


USUAL_TOPICS = (Topic.MESSAGES.value, Topic.NOTES.value, Topic.ACTIVITIES.value, Topic.CLOSED.value)
"""What a follower hears of who has chosen nothing."""


class Channel(TextChoices):
    """How a user wants to be told."""

    BELL = "bell", _("In Filon, by the bell")
    MAIL = "mail", _("By e-mail, and by the bell")
