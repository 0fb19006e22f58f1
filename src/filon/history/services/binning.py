"""The bin: what was deleted and what was archived, and bringing it back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.core.models import Record
from filon.core.normalising import folded
from filon.core.record_types import RecordType, record_types
from filon.history.choices import Kind, Operation
from filon.history.images import image, python_value
from filon.history.models import Change, RecordedTable
from filon.history.recorded import recorded_models
from filon.history.services import recording
from filon.history.services.undoing import undo

TAKEN_BACK = (Kind.UNDO, Kind.ERASE)
"""What an undo or an erasure has deleted is not for the bin: the history does it again, or nothing does."""


_TOLD = {"archived_at": "at", "archived_by": "actor"}


@dataclass
class Restored:
    """What came back, and in sentences what could not."""

    count: int = 0
    kept: list[str] = field(default_factory=list)


@cache
def kinds_by_table() -> dict[str, RecordType]:
    """The kinds of record by the tables that hold them."""
    return {record_type.model._meta.db_table: record_type for record_type in record_types}


def deleted(user: User) -> QuerySet[Change]:
    """The deletions of records that are gone still: all for administrators, one's own for everybody else, because
    nobody can tell any more who might have seen what is gone."""
    tables = list(RecordedTable.objects.filter(name__in=kinds_by_table()).values_list("pk", flat=True))
    gone = Change.objects.filter(op=Operation.DELETE, table__in=tables)
    again = gone.filter(table=OuterRef("table"), row=OuterRef("row"), pk__gt=OuterRef("pk"))
    rows = gone.filter(~Exists(Record.objects.filter(pk=OuterRef("row"))), ~Exists(again))
    rows = rows.exclude(change_set__kind__in=TAKEN_BACK)
    return rows if user.is_administrator else rows.filter(change_set__actor=user.pk)


def title_of(change: Change) -> str:
    """What the deleted record was called."""
    record_type = kinds_by_table()[change.table.name]
    fields = recorded_models()[change.table.name].by_column
    stored = image(change.before)
    values = {each.attname: python_value(each, stored[name]) for name, each in fields.items() if name in stored}
    return record_type.title(record_type.model(**values))


def deleted_matching(rows: QuerySet[Change], text: str) -> QuerySet[Change]:
    """Those in which each word of `text` stands anywhere, without regard to case and diacritics."""
    for word in folded(text).split():
        rows = rows.filter(before__contains=word)
    return rows


def archived(user: User) -> QuerySet[Record]:
    """The archived records that the user sees."""
    condition = Q(pk__in=[])
    for record_type in _archiving():
        rows = record_type.visible_to(user).filter(is_active=False)
        condition |= Q(pk__in=rows.order_by().values("pk"))
    return Record.objects.filter(condition)


def archived_matching(rows: QuerySet[Record], text: str) -> QuerySet[Record]:
    """Those that are found by each word of `text`."""
    for word in folded(text).split():
        condition = Q(pk__in=[])
        for record_type in _archiving():
            if any(each.name == "search_text" for each in record_type.model._meta.concrete_fields):
                condition |= Q(**{f"{record_type.model._meta.model_name}__search_text__contains": word})
        rows = rows.filter(condition)
    return rows


def row_of(record: Record) -> Any:
    """The business row of a record."""
    return getattr(record, str(record_types[record.kind].model._meta.model_name))


def archived_relations() -> tuple["Prefetch[Any]", ...]:
    """The business rows of all kinds that may be archived, with `archived_at` and `archived_by`, as far as known."""
    puts_away = Change.objects.filter(root=OuterRef("pk"), row=OuterRef("pk"), op=Operation.UPDATE)
    last = puts_away.filter(after__contains='"is_active"').order_by("-pk")
    told = {name: Subquery(last.values(f"change_set__{path}")[:1]) for name, path in _TOLD.items()}
    models = [record_type.model for record_type in _archiving()]
    return tuple(Prefetch(str(model._meta.model_name), model.objects.annotate(**told)) for model in models)


@transaction.atomic
def restore_deleted(*, actor: User, changes: Iterable[Change]) -> Restored:
    """Bring deleted records back with all that went with them. What cannot come back, because what it belonged to is
    gone or something has taken its place, is told; nothing comes back in parts."""
    wanted: dict[int, set[int]] = defaultdict(set)
    titles: dict[int, str] = {}
    for change in changes:
        wanted[change.change_set_id].add(change.row)
        titles[change.row] = title_of(change)
    result = Restored()
    for change_set, roots in sorted(wanted.items(), reverse=True):
        done = undo(change_set, actor, only=roots)
        result.count += Record.objects.filter(pk__in=roots).count()
        result.kept += [_named(titles.get(skip.row, ""), skip.sentence) for skip in done.skips]
    _describe(result.count)
    return result


@transaction.atomic
def restore_archived(*, actor: User, records: Iterable[Record]) -> Restored:
    """Bring archived records back into use, each as its room does it."""
    result = Restored()
    for record in records:
        record_type = record_types[record.kind]
        row = record_type.visible_to(actor).filter(pk=record.pk).first()
        if row is None or record_type.restore is None:
            continue
        try:
            with transaction.atomic():
                record_type.restore(actor, row)
        except DomainError as refusal:
            result.kept.append(_named(record_type.title(row), str(refusal)))
        else:
            result.count += 1
    _describe(result.count)
    return result


def _archiving() -> list[RecordType]:
    return [record_type for record_type in record_types if record_type.restore is not None]


def _named(title: str, sentence: str) -> str:
    return _("“%(title)s”: %(why)s") % {"title": title, "why": sentence} if title else sentence


def _describe(count: int) -> None:
    open_set = recording.current()
    if open_set is not None:
        open_set.is_described = False  # the bin knows better than the services what is going on
    recording.describe_many(
        "Brought a record back from the bin", "Brought %(count)d records back from the bin", count=count
    )
