"""The door through which messages come: SMTP and LMTP."""

from filon.mail.gateway.server import Gateway

__all__ = ["Gateway"]
