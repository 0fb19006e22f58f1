"""The rows of this room."""

from filon.mail.models.alias import Alias
from filon.mail.models.inbound import InboundMessage, InboundRoute
from filon.mail.models.mailbox import Mailbox
from filon.mail.models.outbound import OutboundMessage
from filon.mail.models.settings import MailSettings

__all__ = [
    "Alias",
    "InboundMessage",
    "InboundRoute",
    "MailSettings",
    "Mailbox",
    "OutboundMessage",
]
