"""Rows hang together: what is deleted must be needed by nobody, what is brought back must find what it points to."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import CASCADE, SET_NULL, ForeignKey, Model

from filon.core.models import Record, RecordModel
from filon.history.batching import batched
from filon.history.choices import Reason
from filon.history.recorded import recorded_models
from filon.history.services.undo_plan import Inverse, Key, Plan, RowPlan

Edge = tuple[Key, str, Key]
"""A row, the column by which it refers, and the row it refers to."""


def block_dangling(plan: Plan) -> None:
    """Block rows until no foreign key of what remains would point nowhere."""
    edges = _edges_to_made_rows(plan)
    targets = _targets(plan)
    while True:
        before = len(plan.obstacles), sum(row.is_blocked for row in plan.rows.values())
        _keep_records_whole(plan)
        _keep_what_is_needed(plan, edges)
        _require_targets(plan, targets)
        if before == (len(plan.obstacles), sum(row.is_blocked for row in plan.rows.values())):
            return


def _edges_to_made_rows(plan: Plan) -> list[Edge]:
    """What refers to the rows that are to be deleted. Rows that no history keeps go with them, as Django would do."""
    by_model: dict[type[Model], list[int]] = defaultdict(list)
    for row in plan.pending(Inverse.DELETE):
        by_model[row.recorded.model].append(row.key[1])
    edges: list[Edge] = []
    for model, ids in by_model.items():
        table = model._meta.db_table
        for key in _keys_to(model):
            related: type[Model] = key.model
            column, source = str(key.column), related._meta.db_table
            for pk, target in _referring(key, ids):
                if source in recorded_models():
                    edges.append(((source, pk), column, (table, target)))
                elif getattr(key.remote_field, "on_delete", None) is SET_NULL:
                    plan.loosened.append((related, key.name, pk))
                elif getattr(key.remote_field, "on_delete", None) is CASCADE:
                    plan.swept.append((related, pk))
                else:
                    plan.block((table, target), Reason.USED)
    return edges


def _keys_to(model: type[Model]) -> "Iterator[ForeignKey[Any, Any]]":
    """Every foreign key in the house that points to `model`, also from tables of links."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            key = getattr(relation, "field", None)
            if isinstance(key, ForeignKey) and getattr(key, "db_constraint", True) and key.model._meta.managed:
                yield key


def _referring(key: "ForeignKey[Any, Any]", ids: list[int]) -> Iterator[tuple[int, int]]:
    """The rows that refer to one of `ids`, with which."""
    for some in batched(ids):
        yield from key.model._base_manager.filter(**{f"{key.name}__in": some}).values_list("pk", key.attname)


def _keep_what_is_needed(plan: Plan, edges: list[Edge]) -> None:
    for source, column, target in edges:
        row = plan.rows.get(source)
        if row is None or row.is_blocked or not _lets_go(row, column):
            plan.block(target, Reason.USED)


def _lets_go(row: RowPlan, column: str) -> bool:
    """Whether the undo takes the row's reference in `column` away: it deletes the row, or turns it elsewhere."""
    if row.inverse is Inverse.UPDATE:
        return column in row.earlier and column not in row.blocked_columns
    return row.inverse is Inverse.DELETE


def _targets(plan: Plan) -> dict[Key, bool]:
    """Whether each row that will be pointed to is there now."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for row in (*plan.pending(Inverse.UPDATE), *plan.pending(Inverse.INSERT)):
        for key, value in row.foreign_keys():
            wanted[key.target_field].add(value)
    found: dict[Key, bool] = {}
    for target, values in wanted.items():
        there: set[Any] = set()
        for some in batched(values):
            rows = target.model._base_manager.filter(**{f"{target.attname}__in": some})
            there.update(rows.values_list(target.attname, flat=True))
        found.update({(target.model._meta.db_table, value): value in there for value in values})
    return found


def _require_targets(plan: Plan, targets: dict[Key, bool]) -> None:
    for row in (*plan.pending(Inverse.UPDATE), *plan.pending(Inverse.INSERT)):
        for key, value in list(row.foreign_keys()):
            target = (key.target_field.model._meta.db_table, value)
            restored = plan.rows.get(target)
            returns = restored is not None and not restored.is_blocked and restored.inverse is Inverse.INSERT
            if not targets.get(target) and not returns:
                plan.block(row.key, Reason.TARGET, column=str(key.column))


def _keep_records_whole(plan: Plan) -> None:
    """A record and its business row come and go together, and what hangs on them follows."""
    for inverse in (Inverse.DELETE, Inverse.INSERT):
        held = {row.root for row in plan.rows.values() if row.is_blocked and row.inverse is inverse and _is_record(row)}
        for row in plan.pending(inverse):
            if row.root in held:
                row.is_blocked = True


def _is_record(row: RowPlan) -> bool:
    return issubclass(row.recorded.model, RecordModel | Record)
