"""Merging: whatever points to a record that goes points to the one that stays, in every table, known or not yet made.

Foreign keys are found by walking the models, so that a new table is covered the day it is made. A row that would then
stand twice (a tag, a follower) is deleted instead. A room whose rows need more registers an exception.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model, Q, UniqueConstraint

from filon.core.models import Moved, Record, RecordModel
from filon.history.batching import batched
from filon.history.recorded import recorded_models

Key = ForeignKey[Any, Any]
Mover = Callable[[int, Sequence[int]], None]

_exceptions: dict[tuple[str, str], Mover] = {}


def register_repointing(model: type[Model], field: str, move: Mover) -> None:
    """Have `move(kept, gone)` (ids) take care of `field` of `model` when records are merged, instead of the rule."""
    _exceptions[model._meta.db_table, field] = move


def references(model: type[RecordModel]) -> Iterator[Key]:
    """Every foreign key that leads to rows of `model` or to their records, also in tables of links."""
    for target in (model, Record):
        for relation in target._meta.get_fields(include_hidden=True):
            key = getattr(relation, "field", None)
            if isinstance(key, ForeignKey) and relation.auto_created and not relation.concrete and _is_reference(key):
                yield key


def repoint(*, model: type[RecordModel], kept: int, gone: Sequence[int]) -> None:
    """Make all that points to the records `gone`, of kind `model`, point to `kept`, and mark where they went."""
    for key in references(model):
        exception = _exceptions.get((key.model._meta.db_table, key.name))
        if exception is not None:
            exception(kept, gone)
        else:
            _move(key, kept, gone)
    Moved.objects.bulk_create(Moved(record_id=pk, kept_id=kept) for pk in gone)
    Record.objects.filter(Q(pk__in=gone) | Q(merged_into__in=gone)).update(merged_into=kept)


def survivor(pk: int) -> int | None:
    """The record into which `pk` was merged, if it was."""
    return Record.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first()


def involved(ids: Iterable[int]) -> set[int]:
    """The records `ids`, and those that took part in a merge with them: what an undo of it touches, if only by rows."""
    own = set(ids)
    return own | set(Moved.objects.filter(record__in=own).values_list("kept_id", flat=True))


def move_unrecorded(ids: Sequence[int]) -> None:
    """After an undo of a merge, or its repetition: rows that no history keeps follow the records `ids`."""
    merged = dict(Record.objects.filter(pk__in=list(ids)).values_list("pk", "merged_into_id"))
    for moved in Moved.objects.filter(record__in=list(merged)).exclude(table=""):
        back = merged[moved.record_id] is None
        source, target = (moved.kept_id, moved.record_id) if back else (moved.record_id, moved.kept_id)
        table, column = connection.ops.quote_name(moved.table), connection.ops.quote_name(moved.column)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE id = %s AND {column} = %s",
                [(target, row, source) for row in moved.rows],
            )


def _is_reference(key: Key) -> bool:
    """Not a record's own row, not where merges are kept, and a table of the database."""
    is_own = key.primary_key and issubclass(key.model, RecordModel)
    is_about_merging = key.model is Moved or key.name == "merged_into"
    return bool(key.model._meta.managed) and not is_own and not is_about_merging


def _move(key: Key, kept: int, gone: Sequence[int]) -> None:
    table = key.model._meta.db_table
    is_recorded = table in recorded_models()
    for sets in _unique_sets(key):
        _delete_doubles(key, sets, kept, gone)
    for some in batched(gone):
        rows = key.model._base_manager.filter(**{f"{key.name}__in": some})
        if not is_recorded:
            _note(key, kept, list(rows.values_list("pk", key.attname)))
        rows.update(**{key.attname: kept})


def _note(key: Key, kept: int, rows: list[tuple[int, int]]) -> None:
    for gone in {target for _row, target in rows}:
        Moved.objects.create(
            record_id=gone, kept_id=kept, table=key.model._meta.db_table, column=str(key.column),
            rows=[row for row, target in rows if target == gone],
        )  # fmt: skip


def _unique_sets(key: Key) -> Iterator[tuple[str, ...]]:
    """The other fields of each rule that allows one row only; none for a one-to-one."""
    meta = key.model._meta
    together = [tuple(fields) for fields in meta.unique_together]
    constraints = [rule.fields for rule in meta.constraints if isinstance(rule, UniqueConstraint)]
    for fields in (*together, *constraints, *([(key.name,)] if key.unique else [])):
        if key.name in fields:
            yield tuple(name for name in fields if name != key.name)


def _delete_doubles(key: Key, others: tuple[str, ...], kept: int, gone: Sequence[int]) -> None:
    """Delete rows of `gone` that `kept` or an earlier one has as well. Empty values are never doubles."""
    manager = key.model._base_manager
    seen = set(manager.filter(**{key.attname: kept}).values_list(*others)) if others else set()
    has_one = manager.filter(**{key.attname: kept}).exists() if not others else False
    doubles = []
    for pk, *values in manager.filter(**{f"{key.name}__in": gone}).order_by("pk").values_list("pk", *others):
        if not others:
            doubles += [pk] if has_one else []
            has_one = True
        elif all(value not in (None, "") for value in values):
            doubles += [pk] if tuple(values) in seen else []
            seen.add(tuple(values))
    for some in batched(doubles):
        manager.filter(pk__in=some).delete()
