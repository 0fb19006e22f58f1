"""From the ids that a program sends to the rows they stand for, as its user may see them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from filon.api.listing import Rows
from filon.api.problems import Json, Problem, fault


def resolved(values: Json, relations: Mapping[str, Rows]) -> Json:
    """`values` with rows in place of ids; an id that leads nowhere is an error at its field (422)."""
    return resolved_many([values], relations, numbered=False)[0]


def resolved_many(items: list[Json], relations: Mapping[str, Rows], *, numbered: bool = True) -> list[Json]:
    """The same for many objects, with one query for each relation; errors carry the object's index."""
    found = {name: _rows(name, items, rows) for name, rows in relations.items()}
    errors: list[Json] = []
    for index, item in enumerate(items):
        for name, rows in found.items():
            if name in item and not _replace(item, name, rows):
                error = fault(name, _("There is no such record."))
                errors.append({**error, "index": index} if numbered else error)
    if errors:
        raise Problem(422, errors)
    return items


def _rows(name: str, items: list[Json], rows: Rows) -> Mapping[Any, Any]:
    keys = {key for item in items for key in _keys(item.get(name))}
    return {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}


def _keys(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _replace(item: Json, name: str, rows: Mapping[Any, Any]) -> bool:
    value = item[name]
    if any(key not in rows for key in _keys(value)):
        return False
    if isinstance(value, list):
        item[name] = [rows[key] for key in value]
    elif value is not None:
        item[name] = rows[value]
    return True
