"""`filon mail`: the mail gateway, and the watch at mailboxes elsewhere."""

from argparse import Namespace

from django.conf import settings

from filon.config import starting
from filon.config.listening import bound
from filon.config.server import wait_for_signal
from filon.mail.gateway import Gateway, MailboxWatcher
from filon.mail.tasks import enqueue_visit


def run(_arguments: Namespace) -> None:
    """Take mail in until told to end."""
    starting.require_right_tables()
    door = gateway()
    wait_for_signal([door, watcher()], told(door))


def told(door: Gateway) -> str:
    """The line that says where mail is taken."""
    ports = f"{door.smtp_port} (SMTP) and {door.lmtp_port} (LMTP)"
    return f"Mail for {settings.FILON_MAIL_DOMAIN} is taken on ports {ports}."


def watcher() -> MailboxWatcher:
    """The watch, which has a mailbox read as soon as its server says that something came."""
    return MailboxWatcher(enqueue_visit)


def gateway() -> Gateway:
    """The gateway on its two ports, which are bound now, so that one in use is noticed before anything runs."""
    ports = (("FILON_SMTP_PORT", settings.FILON_SMTP_PORT), ("FILON_LMTP_PORT", settings.FILON_LMTP_PORT))
    sockets = [bound(settings.FILON_HOST, port, name) for name, port in ports]
    smtp_port, lmtp_port = (each.getsockname()[1] for each in sockets)
    return Gateway(settings.FILON_HOST, smtp_port, lmtp_port, sockets=sockets)
