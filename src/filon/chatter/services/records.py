"""The record that a thread hangs on, with the rights of its kind."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.core.models import Record, RecordModel
from filon.core.record_types import RecordType, record_types


@dataclass(frozen=True)
class ThreadRecord:
    """A record as its thread knows it: the id, the kind, and the business row."""

    pk: int
    type: RecordType
    row: RecordModel

    @property
    def title(self) -> str:
        """What people call the record."""
        return self.type.title(self.row)

    @property
    def url(self) -> str:
        """Its page."""
        return self.type.url(self.pk)

    def may_change(self, user: User) -> bool:
        """Whether `user` may change the record, and so write to people outside about it."""
        return self.type.may_change(user, self.row)


def visible_record(user: User, record_id: int) -> ThreadRecord | None:
    """The record `record_id` if `user` may see it."""
    record = Record.objects.filter(pk=record_id).first()
    record_type = record_types.get(record.kind) if record else None
    row = record_type.visible_to(user).filter(pk=record_id).first() if record_type else None
    return ThreadRecord(record_id, record_type, row) if record_type and row is not None else None


def require_visible(actor: User | None, record_id: int) -> None:
    """Raise NotAllowed unless `actor` (None for the system) may see the record."""
    if actor is not None and visible_record(actor, record_id) is None:
        raise NotAllowed(_("You may not see this record."))


def require_change(actor: User | None, record_id: int) -> None:
    """Raise NotAllowed unless `actor` (None for the system) may change the record."""
    if actor is None:
        return
    record = visible_record(actor, record_id)
    if record is None or not record.may_change(actor):
        raise NotAllowed(_("You may see this record, but not change it."))


def visible_records(user: User, ids_by_kind: dict[str, set[int]]) -> dict[int, ThreadRecord]:
    """The records among these that `user` may see, by id: one query for each kind."""
    found = {}
    for kind, ids in ids_by_kind.items():
        record_type = record_types.get(kind)
        if record_type is not None:
            rows = record_type.visible_to(user).filter(pk__in=ids)
            found.update({row.pk: ThreadRecord(row.pk, record_type, row) for row in rows})
    return found
