"""Changes put into words, in a few queries for a whole page of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet

from filon.accounts.models import User
from filon.core.money import MoneyField
from filon.core.record_types import record_types
from filon.history.choices import Operation
from filon.history.images import image, python_value, words
from filon.history.models import Change, ChangeSet
from filon.history.recorded import Recorded, label_of, recorded_models
from filon.history.shown import shown_links

Keys = dict[type[Model], set[Any]]
Rows = dict[type[Model], dict[Any, Model]]


@dataclass(frozen=True)
class FieldChange:
    """One field that changed, or a row that came or went, ready to be shown.

    `label` names the field, and is empty when the whole row was made or deleted. `old` and `new` are in words, empty
    for nothing; something added to a list is `new` only, something removed `old` only. `actor` is None for the system
    and for a user who is no more. `title` says what the whole change-set did.
    """

    change_id: int
    change_set_id: int
    at: datetime
    actor: User | None
    kind: str
    title: str
    operation: str
    subject: str
    label: str = ""
    old: str = ""
    new: str = ""
    root: int | None = None

    @property
    def act(self) -> str:
        """„Creat”, „Modificat” or „Șters”."""
        return str(Operation(self.operation).label)


@dataclass(frozen=True)
class Value:
    """One value before and after, not yet in words."""

    change: Change
    recorded: Recorded
    label: str = ""
    field: "Field[Any, Any] | None" = None
    old: Any = None
    new: Any = None


def described(changes: list[Change], names: dict[int, str], reader: User | None) -> list[FieldChange]:
    """`changes` in words, in their order; `names` are the recorded tables' by id.

    Records that `reader` (None for the system) may not see are told by their id only.
    """
    values = [value for change in changes for value in _values(change, names.get(change.table_id, ""))]
    values = _with_links(values, changes, names)
    rows = _targets(values, reader)
    currencies = _currencies(values)
    actors = User.objects.in_bulk({change.change_set.actor for change in changes if change.change_set.actor})
    titles = {change.change_set_id: change.change_set.title for change in changes}
    return [_in_words(value, rows, currencies, actors, titles) for value in values]


def has_label(field: "Field[Any, Any]") -> bool:
    """Whether a field was given a label of its own, and so shows to people."""
    return getattr(field, "_verbose_name", None) is not None


def _values(change: Change, table: str) -> Iterator[Value]:
    recorded = recorded_models().get(table)
    if recorded is None:
        return
    if change.op != Operation.UPDATE:
        yield Value(change, recorded)
        return
    before, after = image(change.before), image(change.after)
    for column in before:
        field = recorded.field(column)
        if field is not None and has_label(field):
            old, new = (python_value(field, side.get(column)) for side in (before, after))
            yield Value(change, recorded, str(field.verbose_name), field, old, new)


def _with_links(values: list[Value], changes: list[Change], names: dict[int, str]) -> list[Value]:
    """`values` where links say what was added or removed; a link's insertion has no image, so its row is looked up."""
    made: dict[int, set[int]] = defaultdict(set)
    for change in changes:
        if change.op == Operation.INSERT and names.get(change.table_id) in shown_links():
            made[change.table_id].add(change.row)
    ends = {(change.table_id, change.row): image(change.before) for change in _deleted(made)}
    found = []
    for table_id, ids in made.items():
        link, through = shown_links()[names[table_id]], recorded_models()[names[table_id]].model
        for row, end in through._base_manager.filter(pk__in=ids).values_list("pk", link.key.attname):
            ends[table_id, row] = {link.column: end}
    for value in values:
        link_or_none = shown_links().get(value.recorded.table)
        if link_or_none is None or value.change.op == Operation.UPDATE:
            found.append(value)
            continue
        change, link = value.change, link_or_none
        known = image(change.before) if change.before else ends.get((change.table_id, change.row), {})
        end = python_value(link.key, known.get(link.column))
        old, new = (None, end) if change.op == Operation.INSERT else (end, None)
        found.append(Value(change, value.recorded, str(link.field.verbose_name), link.key, old, new))
    return found


def _deleted(made: dict[int, set[int]]) -> Iterable[Change]:
    ids = {row for rows in made.values() for row in rows}
    return Change.objects.filter(table__in=list(made), row__in=ids, op=Operation.DELETE) if ids else ()


def _targets(values: list[Value], reader: User | None) -> Rows:
    keys: Keys = defaultdict(set)
    for value in values:
        if isinstance(value.field, ForeignKey):
            keys[value.field.remote_field.model] |= {value.old, value.new} - {None}
    return {
        model: {row.pk: row for row in _seen(model, reader).filter(pk__in=ids)} for model, ids in keys.items() if ids
    }


def _seen(model: type[Model], reader: User | None) -> "QuerySet[Any]":
    record_type = record_types.get(getattr(model, "record_kind", ""))
    return record_type.visible_to(reader) if record_type and reader else model._base_manager.all()


def _currencies(values: list[Value]) -> dict[tuple[type[Model], int], str]:
    """The currencies of the rows whose amounts changed, where they have one."""
    ids: dict[type[Model], set[int]] = defaultdict(set)
    for value in values:
        if isinstance(value.field, MoneyField) and value.recorded.field("currency_id"):
            ids[value.recorded.model].add(value.change.row)
    return {
        (model, pk): currency
        for model, rows in ids.items()
        for pk, currency in model._base_manager.filter(pk__in=rows).values_list("pk", "currency")
    }


def _subject(recorded: Recorded) -> str:
    """What people call the row; a link is a part of the row that it belongs to."""
    link = shown_links().get(recorded.table)
    return label_of(link.field.model if link and recorded.model._meta.auto_created else recorded.model)


def _in_words(
    value: Value,
    rows: Rows,
    currencies: dict[tuple[type[Model], int], str],
    actors: dict[int, User],
    titles: dict[int, str],
) -> FieldChange:
    change, field = value.change, value.field
    change_set: ChangeSet = change.change_set
    old = new = ""
    if field is not None:
        targets = rows.get(field.remote_field.model, {}) if isinstance(field, ForeignKey) else {}
        currency = currencies.get((value.recorded.model, change.row), "")
        old, new = (words(field, each, targets, currency) for each in (value.old, value.new))
    return FieldChange(
        change_id=change.pk,
        change_set_id=change.change_set_id,
        at=change_set.at,
        actor=actors.get(change_set.actor or 0),
        kind=change_set.kind,
        title=titles[change.change_set_id],
        operation=change.op,
        subject=_subject(value.recorded),
        label=value.label,
        old=old,
        new=new,
        root=change.root,
    )
