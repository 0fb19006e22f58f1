"""Reading a thread: messages and field changes in one stream, newest first, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from filon.accounts.models import User
from filon.chatter.models import Message
from filon.chatter.services.seeing import unread_for
from filon.core.normalising import folded
from filon.history.services.reading import FieldChange, thread_page

__all__ = ["Cursor", "Entry", "ThreadPage", "read_thread", "search_thread", "unread_for"]

PAGE = 30
FOUND = 100


@dataclass(frozen=True)
class Cursor:
    """Where an older page begins: below this message and this change (None: the newest), after this day's heading."""

    message: int | None = None
    change: int | None = None
    day: str = ""

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """The cursor that `str` wrote; what is not understood is the newest."""
        message, change, day = [*text.split("-"), "", "", ""][:3]
        return cls(_number(message), _number(change), day)

    def __str__(self) -> str:
        return f"{self.message or ''}-{self.change or ''}-{self.day}"


@dataclass(frozen=True)
class Entry:
    """One thing that happened: a message, or the fields that one change touched. `starts_day` puts a heading above."""

    at: datetime
    message: Message | None = None
    changes: tuple[FieldChange, ...] = ()
    starts_day: bool = False

    @property
    def day(self) -> date:
        """The day on which it happened, where the reader is."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class ThreadPage:
    """Some entries of a thread, and where the older ones begin (None when these are the last)."""

    entries: list[Entry]
    older: Cursor | None


def read_thread(record_id: int, cursor: Cursor, *, size: int = PAGE, reader: User | None = None) -> ThreadPage:
    """The `size` newest entries of the record's thread below `cursor`, as `reader` may know them.

    The number of queries does not grow with it.
    """
    said = _in_order(Entry(message.created_at, message) for message in _messages(record_id, cursor.message, size + 1))
    done = _in_order(_changes(record_id, cursor.change, size + 1, reader))
    entries = sorted([*said, *done], key=lambda entry: entry.at, reverse=True)
    shown, has_more = _with_days(entries[:size], cursor.day), len(entries) > size
    return ThreadPage(shown, _below(shown, cursor) if has_more else None)


def search_thread(record_id: int, query: str) -> list[Message]:
    """The newest messages of the thread that hold every word of `query`, in any case and without diacritics.

    Bounded by the record's own messages, which an index gives.
    """
    rows = _messages(record_id, None, None)
    for word in folded(query).split()[:8]:
        rows = rows.filter(search_text__contains=word)
    return list(rows[:FOUND])


def _messages(record_id: int, before: int | None, limit: int | None) -> QuerySet[Message]:
    messages = Message.objects.filter(record_id=record_id)
    if before is not None:
        messages = messages.filter(pk__lt=before)
    return messages.select_related("author_user", "author_contact", "inbound", "outbound").prefetch_related(
        "attachments"
    )[:limit]


def _changes(record_id: int, before: int | None, limit: int, reader: User | None) -> list[Entry]:
    """At least `limit` changes, or all there are; history leaves out rows that say nothing to people."""
    found: list[Entry] = []
    while len(found) < limit:
        page, before = thread_page(record_id, limit, before, reader)
        found += [
            Entry(changes[0].at, changes=changes)
            for changes in (tuple(group) for _id, group in groupby(page, key=lambda change: change.change_id))
        ]
        if before is None:
            break
    return found


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of one kind never older than the next by id, so that a page ends at one id of each kind."""
    result: list[Entry] = []
    for entry in entries:
        result.append(replace(entry, at=min(entry.at, result[-1].at)) if result else entry)
    return result


def _with_days(entries: list[Entry], day: str) -> list[Entry]:
    result = []
    for entry in entries:
        result.append(replace(entry, starts_day=_digits(entry.day) != day))
        day = _digits(entry.day)
    return result


def _below(shown: list[Entry], cursor: Cursor) -> Cursor:
    messages = [entry.message.pk for entry in shown if entry.message]
    changes = [entry.changes[0].change_id for entry in shown if entry.changes]
    return Cursor(
        message=messages[-1] if messages else cursor.message,
        change=changes[-1] if changes else cursor.change,
        day=_digits(shown[-1].day),
    )


def _digits(day: date) -> str:
    return f"{day:%Y%m%d}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
