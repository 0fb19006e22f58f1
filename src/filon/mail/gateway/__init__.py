"""The door through which messages come: SMTP and LMTP; and the watch at mailboxes elsewhere."""

from filon.mail.gateway.server import Gateway
from filon.mail.gateway.watching import MailboxWatcher

__all__ = ["Gateway", "MailboxWatcher"]
