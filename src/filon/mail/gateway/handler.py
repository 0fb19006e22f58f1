"""What is answered to each command. The database is asked in threads of their own, so that nobody waits for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import structlog
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections

from filon.mail.gateway.writer import LedgerWriter
from filon.mail.services.addressing import is_deliverable, own_local_part
from filon.mail.services.receiving import stored

MAX_RECIPIENTS = 100
LATER = "451 4.3.0 The message could not be stored, try again later"

log = structlog.get_logger("filon.mail")


class Handler:
    """Accepts a message only when it is for us, and says so only when it is committed."""

    def __init__(self, writer: LedgerWriter, threads: ThreadPoolExecutor) -> None:
        self._writer = writer
        self._threads = threads

    async def handle_EHLO(  # noqa: N802 - the library looks for this name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """What we can do; nobody signs in here."""
        session.host_name = hostname
        return [line for line in responses if not line.startswith("250-AUTH")]

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only addresses of ours that have somewhere to go: no relay, and no surprise later."""
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        local_part = own_local_part(address)
        if local_part is None:
            return "550 5.7.1 This server takes mail for its own domain only"
        try:
            is_known = await self._in_thread(partial(is_deliverable, local_part))
        except Exception:
            log.exception("recipient_not_checked")
            return "451 4.3.0 The address could not be checked, try again later"
        if not is_known:
            return "550 5.1.1 There is no such address here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store and commit first, then answer."""
        store = partial(
            stored,
            bytes(envelope.content or b"") if not isinstance(envelope.content, str) else envelope.content.encode(),
            transport=server.transport_name,
            peer=str((session.peer or ("",))[0]),
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
        )
        try:
            arrival = await self._in_thread(store)
            # Who hangs up now does not stop the commit.
            number = await asyncio.shield(asyncio.wrap_future(self._writer.commit(arrival)))
        except Exception:
            log.exception("message_refused_for_now")
            return LATER
        return f"250 2.0.0 Accepted as {number}"

    async def handle_exception(self, error: Exception) -> str:
        """Whatever else goes wrong is our fault, and passes."""
        log.error("gateway_stumbled", error=type(error).__name__)
        return "451 4.3.0 Something went wrong here, try again later"

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _with_fresh_connection, work)


def _with_fresh_connection(work: Callable[[], Any]) -> Any:
    close_old_connections()
    return work()
