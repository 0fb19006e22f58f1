"""The gateway: both servers in one thread of their own."""

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connections

from filon.mail.gateway.certificate import tls_context
from filon.mail.gateway.handler import Handler
from filon.mail.gateway.protocol import IDLE_SECONDS, Connections, FilonLMTP, FilonSMTP
from filon.mail.gateway.writer import LedgerWriter

THREADS = 4

log = structlog.get_logger("filon.mail")


class Gateway:
    """Listens for SMTP and LMTP. Port 0 lets the system choose; after `start` the attributes hold the real ports.

    `sockets` are the two listening sockets, for a caller who has bound them already.
    """

    def __init__(
        self,
        host: str,
        smtp_port: int,
        lmtp_port: int,
        *,
        idle_seconds: float = IDLE_SECONDS,
        sockets: Sequence[socket.socket] = (),
    ) -> None:
        self.host, self.smtp_port, self.lmtp_port = host, smtp_port, lmtp_port
        self._sockets = list(sockets)
        self._idle_seconds = idle_seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="filon-mail", daemon=True)
        self._writer = LedgerWriter()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="filon-mail-store")
        self._servers: list[asyncio.Server] = []

    def start(self) -> None:
        """Listen; `OSError` when a port is taken."""
        handler = Handler(self._writer, self._threads)
        options: dict[str, Any] = {"connections": Connections(), "idle_seconds": self._idle_seconds, "loop": self._loop}
        name = settings.FILON_MAIL_DOMAIN
        tls = tls_context(Path(settings.FILON_HOME) / "mail", name)
        self._thread.start()
        self._writer.start()
        try:
            self.smtp_port = self._listen(
                partial(FilonSMTP, handler, tls=tls, hostname=name, **options), self.smtp_port
            )
            self.lmtp_port = self._listen(partial(FilonLMTP, handler, hostname=name, **options), self.lmtp_port)
        except OSError:
            self.stop()
            raise
        log.info("gateway_listens", smtp=self.smtp_port, lmtp=self.lmtp_port)

    def stop(self) -> None:
        """Take no more connections, commit what has come in, and end."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._writer.stop()
        for _number in range(THREADS):
            self._threads.submit(connections.close_all)
        self._threads.shutdown()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _listen(self, protocol: Callable[[], asyncio.BaseProtocol], port: int) -> int:
        if self._sockets:
            opening = self._loop.create_server(protocol, sock=self._sockets.pop(0))
        else:
            opening = self._loop.create_server(protocol, self.host, port)
        server = asyncio.run_coroutine_threadsafe(opening, self._loop).result(10)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
