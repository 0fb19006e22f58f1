"""A mail server on loopback that takes what the product sends, as a customer's would."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from queue import Queue
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """Takes every message and keeps it for the test."""

    def __init__(self) -> None:
        self.messages: Queue[EmailMessage] = Queue()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a message."""
        self.messages.put(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def message_to(self, address: str, *, seconds: float) -> EmailMessage:
        """The next message to `address`; queue.Empty when none comes within `seconds`."""
        while True:
            message = self.messages.get(timeout=seconds)
            if address in message["To"]:
                return message


@contextmanager
def listening(port: int) -> Iterator[Sink]:
    """A sink at `port`, until the block ends."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
