"""The rows of this room."""

from filon.mail.models.alias import Alias
from filon.mail.models.inbound import InboundMessage, InboundRoute
from filon.mail.models.outbound import OutboundMessage

__all__ = ["Alias", "InboundMessage", "InboundRoute", "OutboundMessage"]
