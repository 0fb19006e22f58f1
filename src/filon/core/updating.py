"""Many rows written at once, each with values of its own."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write the fields `names` of `rows`, which are of one model, as `bulk_update` does.

    One short statement is repeated, instead of one long with a condition for each row: a hundredth of the time for
    a thousand rows.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Field[Any, Any]] = [field for field in meta.concrete_fields if field.name in names]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk] for row in rows
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = %s', values)  # noqa: S608
