"""As of a moment: the present with the later changes taken back, for one query after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.core.models import Record, RecordModel
from filon.history.choices import Operation
from filon.history.models import Change
from filon.history.recorded import Recorded, links_of, recorded_models
from filon.history.storage.overlay import Past, overlay, stored_image

M = TypeVar("M", bound=Model)
MOST_CHANGES = 500_000


@contextmanager
def as_of(rows: QuerySet[M] | type[M], moment: datetime) -> Iterator[QuerySet[M]]:
    """Within the block the model's rows, their links and their records are as they were at `moment`.

    The queryset, and every other query on this connection, reads the past under the tables' own names; what it joins
    (a stage's name) is as it is today. Conditions meet the past values: rows leave and enter a filter. The rights of
    today are the caller's to apply. Evaluate inside the block, which writes nothing. A change-set counts by its first
    write. It reads one snapshot; on SQLite writers wait meanwhile. DomainError when too much has changed since.
    """
    queryset = rows._default_manager.all() if isinstance(rows, type) else rows.all()
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = _tables(queryset.model)
        for recorded, past in [(recorded, _past(recorded, moment)) for recorded in tables]:
            if past:
                overlay(recorded, past)
        yield queryset
        # What hides the present is taken away with everything else.
        transaction.set_rollback(True)


def _tables(model: type[Model]) -> list[Recorded]:
    """The model's own table, its links, and the records."""
    models: list[Any] = [model, *(field.remote_field.through for _name, field in links_of(model))]
    if issubclass(model, RecordModel):
        models.append(Record)
    return [recorded_models()[each._meta.db_table] for each in models]


def _past(recorded: Recorded, moment: datetime) -> dict[int, Past]:
    """What each row touched since was: folded from the newest change to the oldest."""
    changes = Change.objects.filter(table__name=recorded.table, change_set__at__gt=moment).order_by("-pk")
    if changes[MOST_CHANGES : MOST_CHANGES + 1].exists():
        raise DomainError(_("Too much has changed since then to show it as it was."))
    found: dict[int, Past] = {}
    for row, op, before in changes.values_list("row", "op", "before").iterator(chunk_size=5000):
        past = found.setdefault(row, Past())
        if op == Operation.INSERT:
            past.is_absent, past.is_whole, past.values = True, False, {}
        elif op == Operation.DELETE:
            past.is_absent, past.is_whole, past.values = False, True, stored_image(before)
        else:
            past.values.update(stored_image(before))
    return found
