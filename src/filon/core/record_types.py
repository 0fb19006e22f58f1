"""The kinds of record in the house: what each is called, where it lives, and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from filon.core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from filon.core.models import RecordModel


@dataclass(frozen=True)
class RecordType:
    """One kind of record. `visible_to` gives the rows a user may see; `url` the page of one row by its id.

    `restore(actor, row)` brings a row back whose `is_active` is false; without it the kind knows no archive.
    """

    kind: str
    label: "str | _StrPromise"
    icon: str
    model: "type[RecordModel]"
    visible_to: Callable[[Any], "QuerySet[Any]"]
    title: Callable[[Any], str]
    url: Callable[[int], str]
    may_change: Callable[[Any, Any], bool]
    restore: Callable[[Any, Any], Any] | None = None


record_types: Registry[RecordType] = Registry("record type")


def register_record_type(record_type: RecordType) -> None:
    """Make a kind of record known to threads, search, the palette, history and `/r/<id>/`."""
    record_types.register(record_type.kind, record_type)


def label_of(model: type[Model]) -> str:
    """What rows of `model` are called, in the reader's language; "" when they are not records of their own."""
    record_type = record_types.get(getattr(model, "record_kind", ""))
    return str(record_type.label) if record_type else ""
