"""What a merged record becomes: for each field the first value there is, unless somebody chose another one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from filon.core.exceptions import Conflict, DomainError
from filon.core.models import Record, RecordModel

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ADDRESS = ("street", "street2", "city", "state", "postcode", "country")


@dataclass(frozen=True)
class Part:
    """One line of the choice: a field, or several that only make sense together (an address)."""

    key: str
    label: "str | _StrPromise"
    fields: tuple[str, ...]


def chosen(part: Part, rows: Sequence[Any], choices: Mapping[str, int]) -> Any:
    """The row that gives the part: the chosen one, else the first that has something; of addresses the fullest."""
    wanted = choices.get(part.key)
    for row in rows:
        if row.pk == wanted:
            return row
    if len(part.fields) > 1:
        return max(rows, key=lambda row: (filled(part, row), -rows.index(row)))
    return next((row for row in rows if getattr(row, part.fields[0])), rows[0])


def filled(part: Part, row: Any) -> int:
    """How many fields of the part the row has."""
    return sum(bool(getattr(row, name)) for name in part.fields)


def values_of(parts: Iterable[Part], rows: Sequence[Any], choices: Mapping[str, int]) -> dict[str, Any]:
    """The fields of the merged record; `rows` stand in order, the one that is kept first."""
    return {
        name: getattr(row, name)
        for part in parts
        for row in (chosen(part, rows, choices),)
        for name in part.fields
    }  # fmt: skip


def require_several(asked: Sequence[int]) -> list[int]:
    """The different ids among `asked`; DomainError when there is nothing to merge."""
    ids = list(dict.fromkeys(asked))
    if len(asked) > 1 and len(ids) == 1:
        raise DomainError(_("A record cannot be merged with itself."))
    if len(ids) < 2:
        raise DomainError(_("Choose at least two records to merge."))
    return ids


def require_present(asked: Sequence[int], found: Sequence[RecordModel]) -> None:
    """Conflict when one of those asked for was just merged elsewhere, or is gone."""
    missing = set(asked) - {row.pk for row in found}
    if not missing:
        return
    went = Record.objects.filter(pk__in=missing, merged_into__isnull=False).exists()
    raise Conflict(
        _("One of these was just merged with another one. Look at the list again.")
        if went
        else _("One of these is no longer there. Look at the list again.")
    )


def part_of(model: type[RecordModel], name: str) -> Part:
    """The part that is one field, called as the field is."""
    field: Any = model._meta.get_field(name)
    return Part(name, field.verbose_name, (name,))
