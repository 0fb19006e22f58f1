"""Relations are ids; `?expand=` turns them into `{"id", "name"}`, with one query for each relation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from filon.api.problems import Json, Problem, fault


@dataclass(frozen=True)
class Relation:
    """What a relation leads to, and what its rows are called."""

    model: type[Model]
    name: Callable[[Any], str] = str


def expanded(request: HttpRequest, items: list[Json], relations: Mapping[str, Relation]) -> list[Json]:
    """`items` with the relations that `?expand=` names written out."""
    wanted = [name for name in request.GET.get("expand", "").split(",") if name]
    for name in wanted:
        relation = relations.get(name)
        if relation is None:
            raise Problem(422, [fault("expand", _("Choose one of: %(choices)s.") % {"choices": ", ".join(relations)})])
        _expand(items, name, relation)
    return items


def _expand(items: list[Json], name: str, relation: Relation) -> None:
    keys = {key for item in items for key in _keys(item[name])}
    rows = relation.model._default_manager.in_bulk(keys)
    named = {key: {"id": key, "name": relation.name(row)} for key, row in rows.items()}
    for item in items:
        value = item[name]
        item[name] = [named[key] for key in value if key in named] if isinstance(value, list) else named.get(value)


def _keys(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def many_to_many_ids(through: type[Model], source: str, target: str, keys: Iterable[int]) -> dict[int, list[int]]:
    """The ids at the far end of a many-to-many relation, by id at the near end, in one query."""
    found: dict[int, list[int]] = {key: [] for key in keys}
    pairs = through._default_manager.filter(**{f"{source}__in": list(found)}).order_by("pk")
    for near, far in pairs.values_list(source, target):
        found[near].append(far)
    return found
