"""Where rooms above say what the thread of one of their records needs to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from filon.core.registry import Registry


@dataclass(frozen=True)
class Recipient:
    """Somebody outside to whom a message may go. `role` says what he is to the record, such as "customer"."""

    address: str
    name: str = ""
    role: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


recipient_sources: Registry[Callable[[int], Sequence[Recipient]]] = Registry("source of recipients")
"""By record kind: the people whom a message about the record with this id concerns, the first one foremost."""
