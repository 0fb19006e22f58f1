"""Which recorded tables show in a record's thread, and how."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model

from filon.core.models import Record, RecordModel
from filon.history.recorded import Recorded, is_recorded, recorded_models


@dataclass(frozen=True)
class Shown:
    """A table that shows in threads. `is_own` is the record's business row itself."""

    recorded: Recorded
    is_own: bool


@dataclass(frozen=True)
class Link:
    """A many-to-many table. `column` of a link holds the key of what is added or removed, a row of `target`."""

    field: "ManyToManyField[Any, Any]"
    column: str
    target: type[Model]
    key: "ForeignKey[Any, Any]"


@cache
def shown_tables() -> dict[str, Shown]:
    """The tables by name; the row of `core.Record` says nothing that the business row does not."""
    return {
        name: Shown(recorded, issubclass(recorded.model, RecordModel))
        for name, recorded in recorded_models().items()
        if recorded.root is not None and recorded.model is not Record
    }


@cache
def shown_links() -> dict[str, Link]:
    """The many-to-many tables by name, automatic ones and those with a model of their own."""
    found = {}
    for recorded in recorded_models().values():
        if is_recorded(recorded.model) and issubclass(recorded.model, RecordModel):
            for field in recorded.model._meta.local_many_to_many:
                through: Any = field.remote_field.through
                table = through._meta.db_table
                if table in recorded_models() and recorded_models()[table].root == field.m2m_column_name():
                    column = field.m2m_reverse_name()
                    key = next(each for each in through._meta.concrete_fields if each.column == column)
                    found[table] = Link(field, column, field.remote_field.model, key)
    return found
