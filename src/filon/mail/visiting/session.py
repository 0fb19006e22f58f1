"""A visit to a mailbox, whichever protocol it speaks."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

TIMEOUT = 30.0
MOST = 200
"""How many messages one visit takes; the next one takes the rest."""
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Account:
    """Where a mailbox is and how it is opened. `security` is one of `choices.Security`."""

    host: str
    port: int
    security: str
    user: str
    password: str
    folder: str = "INBOX"


@dataclass(frozen=True)
class Fetched:
    """One message. `position` is how far the mailbox has been read once it is safe with us."""

    raw: bytes
    key: str
    position: str = ""


class Session(Protocol):
    """An open mailbox."""

    def fresh(self) -> Iterator[Fetched]:
        """What has not been taken, the oldest first."""
        ...

    def done(self, fetched: Fetched) -> None:
        """The message is safe with us: delete it there if that was chosen."""
        ...

    def close(self) -> None:
        """End the visit."""
        ...


def tls(host: str) -> ssl.SSLContext:
    """TLS that checks who answers; on this machine there is nobody in between."""
    context = ssl.create_default_context()
    if host in THIS_MACHINE:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
