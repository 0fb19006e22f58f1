"""Fetching messages from mailboxes elsewhere, by IMAP and POP3."""

from filon.mail.visiting.trouble import Trouble

__all__ = ["Trouble"]
