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

Known = dict[str, Sequence[Any]]


def link(
    declared: Exchangeable, lines: Sequence[Line], settings: Settings, actor: User, *, creates: bool
) -> list[Line]:
    """Put records in place of names, one look-up for each column; an unknown name rejects its row.

    Rows with a name that is to become a record are given back untouched, unless `creates`: what the other rows bring
    may be called so.
    """
    columns = [column for column in declared.columns if column.link is not None]
    open_lines = [line for line in lines if line.is_open]
    known = {column.key: _known(column, open_lines, actor) for column in columns}
    own = [column for column in columns if column.link and column.link.is_own and column.key in settings.creates]
    makers = {column.key for column in columns if column.link and column.link.create and column.key in settings.creates}
    waiting = []
    for line in open_lines:
        if not creates and any(_lacks(column, line, known[column.key]) for column in own):
            waiting.append(line)
            continue
        for column in columns:
            _link(column, line, known[column.key], actor if column.key in makers else None)
    return waiting


def _known(column: Column, lines: Sequence[Line], actor: User) -> Known:
    assert column.link is not None
    wanted = {name for line in lines for name in _names(column, line)}
    return {folded(name): rows for name, rows in column.link.find(actor, wanted).items()} if wanted else {}


def _names(column: Column, line: Line) -> list[str]:
    value = line.values.get(column.key)
    if not value or not isinstance(value, str | list):
        return []
    return value if isinstance(value, list) else [text_of(value)]


def _lacks(column: Column, line: Line, known: Known) -> bool:
    return any(folded(name) not in known for name in _names(column, line))


def _link(column: Column, line: Line, known: Known, maker: User | None) -> None:
    assert column.link is not None
    names = _names(column, line)
    if names:
        rows = [row for name in names if (row := _one(column, line, name, known, maker))]
        line.values[column.key] = rows if column.link.is_many else next(iter(rows), None)


def _one(column: Column, line: Line, name: str, known: Known, maker: User | None) -> Any:
    assert column.link is not None
    rows = known.get(folded(name), ())
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
    known[folded(name)] = [made]
    return made
