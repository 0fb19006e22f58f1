"""From names in cells to the records that are called so."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.core.normalising import folded
from filon.exchange.declaring import Column, Exchangeable
from filon.exchange.readers import text_of
from filon.exchange.services.converting import Line
from filon.exchange.services.settings import Settings


def link(declared: Exchangeable, lines: Sequence[Line], settings: Settings, actor: User) -> None:
    """Put records in place of names, one look-up for each column; an unknown name is made or rejects its row."""
    for column in declared.columns:
        if column.link is not None:
            _link_column(column, [line for line in lines if line.is_open], settings, actor)


def _link_column(column: Column, lines: Sequence[Line], settings: Settings, actor: User) -> None:
    assert column.link is not None
    wanted = {name for line in lines for name in _names(column, line)}
    if not wanted:
        return
    found: dict[str, Sequence[Any]] = {folded(name): rows for name, rows in column.link.find(actor, wanted).items()}
    may_create = column.link.create is not None and column.key in settings.creates
    for line in lines:
        names = _names(column, line)
        if not names:
            continue
        rows = [row for name in names if (row := _one(column, line, name, found, actor if may_create else None))]
        line.values[column.key] = rows if column.link.is_many else next(iter(rows), None)


def _names(column: Column, line: Line) -> list[str]:
    value = line.values.get(column.key)
    if not value or not isinstance(value, str | list):
        return []
    return value if isinstance(value, list) else [text_of(value)]


def _one(column: Column, line: Line, name: str, found: dict[str, Sequence[Any]], maker: User | None) -> Any:
    assert column.link is not None
    rows = found.get(folded(name), ())
    if len(rows) > 1 and not column.link.is_many:
        # Of several with one name, the one that stands there already.
        present = column.value_of(line.row) if line.row is not None else None
        if present in rows:
            return present
        line.reject(_("Several are called “%(name)s”.") % {"name": name[:80]}, column.label)
        return None
    if rows:
        return rows[0]
    if maker is None or column.link.create is None:
        line.reject(_("Nothing is called “%(name)s”.") % {"name": name[:80]}, column.label)
        return None
    try:
        made = column.link.create(maker, name)
    except DomainError as refusal:
        line.reject(str(refusal), column.label)
        return None
    found[folded(name)] = [made]
    return made
