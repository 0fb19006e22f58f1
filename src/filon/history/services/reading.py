"""Reading what was recorded: a record's thread of field changes, its version, and all changes after a cursor."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from filon.accounts.models import User
from filon.core.models import RecordModel
from filon.history.images import image
from filon.history.models import Change, ChangeSet, RecordedTable
from filon.history.services.describing import FieldChange, described
from filon.history.shown import shown_links, shown_tables

__all__ = [
    "Cursor",
    "FieldChange",
    "after",
    "changes_of",
    "etag",
    "last_change",
    "newest",
    "thread",
    "thread_page",
    "values_over_time",
]

Cursor = tuple[int, int]
BEGINNING: Cursor = (0, 0)


def last_change(root: int) -> int:
    """The id of the latest change of the record `root` or of what hangs on it; 0 when none was recorded."""
    newest_id = Change.objects.filter(root=root).order_by("-pk").values_list("pk", flat=True).first()
    return newest_id or 0


def etag(record_id: int) -> str:
    """The version of a record, without quotes: it changes with every change of the record or what hangs on it."""
    return str(last_change(record_id))


def thread(record_id: int, limit: int = 50, before: int | None = None, reader: User | None = None) -> list[FieldChange]:
    """The field changes of a record, newest first: see `thread_page`."""
    return thread_page(record_id, limit, before, reader)[0]


def thread_page(
    record_id: int, limit: int = 50, before: int | None = None, reader: User | None = None
) -> tuple[list[FieldChange], int | None]:
    """The field changes of a record, newest first, in the active language and zone, in a few queries whatever `limit`.

    They come from at least one and at most `limit` rows changed before the change `before` (a `change_id`). Fields
    without a label of their own are left out; so is what hangs on the record and shows itself (messages, files).
    With them comes the change below which there may be more, or None when these are the last.
    The caller has made sure that the user may see the record; other records that it names are told by their id when
    `reader` may not see them.
    """
    names = dict(RecordedTable.objects.values_list("id", "name"))
    shown = [number for number, name in names.items() if name in shown_tables()]
    whole = [number for number in shown if names[number] in shown_links() or shown_tables()[names[number]].is_own]
    changes = Change.objects.filter(Q(op="U", table__in=shown) | Q(table__in=whole), root=record_id)
    while True:
        page = changes if before is None else changes.filter(pk__lt=before)
        rows = list(page.select_related("change_set__undoes__undoes").order_by("-pk")[:limit])
        found, before = described(rows, names, reader), rows[-1].pk if len(rows) == limit else None
        if found or before is None:
            return found, before


def changes_of(change_set: ChangeSet, limit: int = 200, reader: User | None = None) -> list[FieldChange]:
    """The first changes of a change-set in words, in their order, as `reader` may know them."""
    names = dict(RecordedTable.objects.values_list("id", "name"))
    rows = change_set.changes.select_related("change_set__undoes__undoes").order_by("pk")[:limit]
    return described(list(rows), names, reader)


def values_over_time(row: RecordModel, column: str) -> list[tuple[Any, datetime]]:
    """What stood in a column of a record before each change of it, and when it was changed; the oldest first.

    The column holds a whole number, such as a foreign key. One query.
    """
    changes = Change.objects.filter(
        root=row.pk, row=row.pk, table__name=row._meta.db_table, op="U", before__contains=f'"{column}"'
    ).order_by("pk")
    images = ((image(before), at) for before, at in changes.values_list("before", "change_set__at"))
    return [(found[column], at) for found, at in images if column in found]


def after(cursor: Cursor, limit: int = 500) -> tuple[list[Change], Cursor]:
    """At most `limit` changes that were committed after `cursor`, in a safe order, and the cursor for the next call.

    On PostgreSQL a smaller id may become visible after a larger one. So changes are read in the order of their
    transactions, and only of transactions older than every one that still runs: a long writing transaction
    delays readers, but they miss nothing. Start with `newest()`, or with `BEGINNING`.
    """
    txid, number = cursor
    changes = Change.objects.select_related("change_set", "table")
    if connection.vendor == "postgresql":
        later = Q(txid__gt=txid) | Q(txid=txid, pk__gt=number)
        changes = changes.filter(later, txid__gte=txid, txid__lt=_horizon()).order_by("txid", "pk")
    else:
        changes = changes.filter(pk__gt=number).order_by("pk")
    found = list(changes[:limit])
    return found, ((found[-1].txid or 0, found[-1].pk) if found else cursor)


def newest() -> Cursor:
    """The cursor of this moment: `after` it come the changes of transactions that are not finished yet."""
    if connection.vendor != "postgresql":
        return 0, Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return _horizon() - 1, 2**63 - 1


def _horizon() -> int:
    """The oldest transaction that still runs; all before it are finished."""
    with connection.cursor() as database:
        database.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(database.fetchone()[0])
