"""Where rooms above say what the thread of one of their records needs to know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filon.core.hooks import Hook
from filon.core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from filon.accounts.models import User


@dataclass(frozen=True)
class Recipient:
    """Somebody outside to whom a message may go. `role` says what he is to the record, such as "customer"."""

    address: str
    name: str = ""
    role: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True)
class Placeholder:
    """What a message template may say of a record: its label for people, and its text from the business row.

    The text is asked for in the language of the message; "" says that the record has none.
    """

    label: "str | _StrPromise"
    text: Callable[[Any], str]


@dataclass(frozen=True)
class Wording:
    """All that templates may say of one kind of record, by placeholder; and the language of its customer, if known.

    `seen_by` gives the row as a user sees it: without what hangs on it and is not for him to know.
    """

    placeholders: Mapping[str, Placeholder]
    language: Callable[[Any], str] = lambda _row: ""
    seen_by: "Callable[[Any, User], Any]" = lambda row, _user: row


@dataclass(frozen=True)
class Text:
    """What is written: a template by its id, or a subject and a body with placeholders; "" is left to the template."""

    template_id: int | None = None
    subject: str = ""
    body: str = ""


sender_takers: Registry[Callable[["User", int, Recipient], str]] = Registry("taker of a sender")
"""By record kind: make who first wrote a forwarded message the person the record is about; returns what was done."""

recipient_sources: Registry[Callable[[int], Sequence[Recipient]]] = Registry("source of recipients")
"""By record kind: the people whom a message about the record with this id concerns, the first one foremost."""

wordings: Registry[Wording] = Registry("wording")
"""By record kind: what message templates may say of such a record. A kind without one has no templates."""

mailing_queued: Hook[[int, Sequence[tuple[int, str]], Text]] = Hook("mailing queued")
"""A user (his id) writes the same to many: the ids of the records with the address of each, and what is written."""
