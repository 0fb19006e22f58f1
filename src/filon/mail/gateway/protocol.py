"""SMTP and LMTP, with the limits that keep one visitor from using up the house."""

import asyncio
import ssl
from collections import Counter
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

MAX_SIZE = 50 * 1024 * 1024
MAX_LINE = 4 * 1024 * 1024
MAX_CONNECTIONS = 200
MAX_CONNECTIONS_OF_ONE = 20
IDLE_SECONDS = 300.0


class Connections:
    """Counts the open connections, in all and of each peer. Our own mail server on this machine is not limited."""

    def __init__(self, total: int = MAX_CONNECTIONS, each: int = MAX_CONNECTIONS_OF_ONE) -> None:
        self.total, self.each = total, each
        self._of: Counter[str] = Counter()

    def enter(self, peer: str) -> bool:
        """Count one more; False when there are too many."""
        if self._of.total() >= self.total or (peer not in ("127.0.0.1", "::1") and self._of[peer] >= self.each):
            return False
        self._of[peer] += 1
        return True

    def leave(self, peer: str) -> None:
        """Count one less."""
        self._of[peer] -= 1
        if not self._of[peer]:
            del self._of[peer]


class _Limited(SMTP):
    """What both protocols share."""

    # The standard limit of 1001 bytes answers 500 to senders that do not break their lines: mail lost for ever.
    line_length_limit = MAX_LINE
    transport_name = "smtp"

    def __init__(self, handler: object, *, connections: Connections, idle_seconds: float, **options: Any) -> None:
        super().__init__(
            handler,
            data_size_limit=MAX_SIZE,
            enable_SMTPUTF8=True,
            ident="Filon",
            timeout=idle_seconds,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            **options,
        )
        self._connections = connections
        self._peer = ""
        self._is_counted = self._is_turned_away = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called once more after STARTTLS, which is no new connection."""
        if not self._is_counted:
            self._peer = str((transport.get_extra_info("peername") or ("",))[0])
            if not self._connections.enter(self._peer):
                self._is_turned_away = True
                if isinstance(transport, asyncio.WriteTransport):
                    transport.write(b"421 4.7.0 Too many connections, try again later\r\n")
                transport.close()
                return
            self._is_counted = True
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._is_turned_away:
            return
        if self._is_counted:
            self._is_counted = False
            self._connections.leave(self._peer)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if not self._is_turned_away:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return None if self._is_turned_away else super().eof_received()


class FilonSMTP(_Limited):
    """SMTP with STARTTLS."""

    def __init__(self, handler: object, *, tls: ssl.SSLContext, **options: Any) -> None:
        super().__init__(handler, tls_context=tls, **options)


class FilonLMTP(_Limited, LMTP):
    """LMTP, which answers the data once for every recipient that was accepted (RFC 2033, 4.2)."""

    transport_name = "lmtp"
    _recipients = 0
    _has_data = False

    async def push(self, status: str | bytes) -> None:
        """Send an answer; the one after the data goes out once for each recipient."""
        text = status if isinstance(status, str) else status.decode("utf-8")
        copies = max(1, self._recipients) if self._has_data else 1
        self._has_data = text.startswith("354")
        await super().push("\r\n".join([text] * copies))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """Remember how many recipients wait for an answer, since the envelope is cleared before it is given."""
        self._recipients = len(self.envelope.rcpt_tos) if self.envelope else 0
        await super().smtp_DATA(arg)
