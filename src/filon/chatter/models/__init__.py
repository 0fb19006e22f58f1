"""The rows of this room."""

from filon.chatter.models.attachment import Attachment
from filon.chatter.models.follower import Follower
from filon.chatter.models.message import Message
from filon.chatter.models.notification import Notification, NotificationChoice
from filon.chatter.models.template import MessageTemplate, TemplateFile

__all__ = ["Attachment", "Follower", "Message", "MessageTemplate", "Notification", "NotificationChoice", "TemplateFile"]
