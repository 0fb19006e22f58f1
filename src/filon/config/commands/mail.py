"""`filon mail`: the mail gateway."""

from argparse import Namespace

from django.conf import settings

from filon.config import starting
from filon.config.listening import bound
from filon.config.server import wait_for_signal
from filon.mail.gateway import Gateway


def run(_arguments: Namespace) -> None:
    """Take mail in until told to end."""
    starting.require_right_tables()
    door = gateway()
    wait_for_signal([door], told(door))


def told(door: Gateway) -> str:
    """The line that says where mail is taken."""
    ports = f"{door.smtp_port} (SMTP) and {door.lmtp_port} (LMTP)"
    return f"Mail for {settings.FILON_MAIL_DOMAIN} is taken on ports {ports}."


def gateway() -> Gateway:
    """The gateway on its two ports, which are bound now, so that one in use is noticed before anything runs."""
    ports = (("FILON_SMTP_PORT", settings.FILON_SMTP_PORT), ("FILON_LMTP_PORT", settings.FILON_LMTP_PORT))
    sockets = [bound(settings.FILON_HOST, port, name) for name, port in ports]
    smtp_port, lmtp_port = (each.getsockname()[1] for each in sockets)
    return Gateway(settings.FILON_HOST, smtp_port, lmtp_port, sockets=sockets)
