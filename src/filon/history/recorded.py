"""Which tables are recorded, with which columns and which root: every model with an inner `class History`.

class History:
    root = "self" | "<foreign key>_id" | None   the record on whose page the change shows
    exclude = ("search_text", ...)               derived columns; an update of only these is no change
    positions = ("rank", ...)                    where a row stands among others: what moves it since blocks no undo
    secrets = ("password", ...)                  never written down, not even when the row is deleted
    many_to_many = ("tags", ...)                 whose links are recorded too, with the row as their root
    label = _("Stage")                           what people call a row; records have the label of their kind
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from filon.core.record_types import record_types

TEXTS = frozenset({"CharField", "TextField", "UUIDField", "SlugField", "FileField", "GenericIPAddressField"})


@dataclass(frozen=True)
class Recorded:
    """A recorded table. `root` is the column that holds the root's id. `columns` are compared at an update;
    `stored` are all that a deleted row needs to come back."""

    model: type[Model]
    root: str | None
    columns: "tuple[Field[Any, Any], ...]"
    stored: "tuple[Field[Any, Any], ...]"
    secrets: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The primary key's column, an integer."""
        return str(self.model._meta.pk.column)

    def field(self, column: str) -> "Field[Any, Any] | None":
        """The field that `column` stores, unless the model has lost it since."""
        return self.by_column.get(column)

    @cached_property
    def by_column(self) -> "dict[str, Field[Any, Any]]":
        """The stored fields by their columns' names."""
        return {str(field.column): field for field in self.stored}

    @cached_property
    def foreign_keys(self) -> "dict[str, ForeignKey[Any, Any]]":
        """Those of them that point to a row, by their columns' names."""
        return {name: field for name, field in self.by_column.items() if isinstance(field, ForeignKey)}


@cache
def recorded_models() -> dict[str, Recorded]:
    """All recorded tables by name."""
    found: dict[str, Recorded] = {}
    for model in apps.get_models():
        if is_recorded(model):
            for recorded in (describe_model(model), *_links(model)):
                found.setdefault(recorded.table, recorded)
    return dict(sorted(found.items()))


def is_recorded(model: type[Model]) -> bool:
    """Whether `model` declares `class History`, itself or through an abstract parent."""
    return hasattr(model, "History") and not model._meta.proxy and model._meta.managed and not model._meta.swapped


def describe_model(model: type[Model]) -> Recorded:
    """What is recorded of `model`'s own table."""
    declared = model.History  # type: ignore[attr-defined]
    left_out = {*getattr(declared, "exclude", ()), *getattr(declared, "secrets", ())}
    stored = tuple(field for field in model._meta.concrete_fields if not field.generated)
    columns = tuple(field for field in stored if field.name not in left_out and not field.primary_key)
    secrets, positions = (
        frozenset(str(field.column) for field in stored if field.name in getattr(declared, name, ()))
        for name in ("secrets", "positions")
    )
    return Recorded(model, _root_column(model, getattr(declared, "root", None)), columns, stored, secrets, positions)


def links_of(model: type[Model]) -> "Iterator[tuple[str, ManyToManyField[Any, Any]]]":
    """The names in `many_to_many` with their fields."""
    for name in getattr(model.History, "many_to_many", ()):  # type: ignore[attr-defined]
        field = model._meta.get_field(name)
        if isinstance(field, ManyToManyField):
            yield name, field


def label_of(model: type[Model]) -> str:
    """What people call a row of `model`, in the active language."""
    kind = record_types.get(getattr(model, "record_kind", ""))
    return str(kind.label if kind else getattr(getattr(model, "History", None), "label", model._meta.verbose_name))


def storage_type(field: "Field[Any, Any]") -> str:
    """How a column must be written into JSON: "binary", "float", "json", "text" or "plain"."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    internal = field.get_internal_type()
    if internal in TEXTS:
        return "text"
    return {"BinaryField": "binary", "FloatField": "float", "JSONField": "json"}.get(internal, "plain")


def _links(model: type[Model]) -> Iterator[Recorded]:
    for _name, field in links_of(model):
        through: type[Model] = field.remote_field.through  # type: ignore[assignment]
        if through._meta.auto_created:
            stored = tuple(through._meta.concrete_fields)
            columns = tuple(each for each in stored if not each.primary_key)
            yield Recorded(through, field.m2m_column_name(), columns, stored)


def _root_column(model: type[Model], root: str | None) -> str | None:
    if root is None:
        return None
    if root == "self":
        return str(model._meta.pk.column)
    return next(str(field.column) for field in model._meta.concrete_fields if field.attname == root)
