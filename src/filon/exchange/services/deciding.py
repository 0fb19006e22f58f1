"""What is to be done with each row: add it, update a stored one, or leave it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.exchange.choices import Twice
from filon.exchange.declaring import Exchangeable, Twin
from filon.exchange.services.converting import Line, require_filled
from filon.exchange.services.settings import Settings


@dataclass
class Seen:
    """What the rows of the file so far share with no other: by mark, the number of the row."""

    marks: dict[Hashable, int] = field(default_factory=dict)


def find(declared: Exchangeable, lines: Sequence[Line], settings: Settings, actor: User) -> None:
    """Find the stored rows by their ids, and by the chosen key."""
    rows = declared.rows(actor)
    for key in dict.fromkeys(("id", settings.key)):
        if key in declared.keys and key in settings.columns.values():
            _find_by(declared, key, [line for line in lines if line.is_open and line.row is None], rows)


def decide(declared: Exchangeable, lines: Sequence[Line], settings: Settings, actor: User, seen: Seen) -> None:
    """Refuse objections; leave out, or update, what is known already."""
    items = [line for line in lines if line.is_open]
    for line in items:
        if line.row is None:
            line.values = {**declared.implied(line.values), **line.values}
    for line, sentence in zip(items, declared.refused([line.values for line in items]), strict=True):
        if sentence:
            line.reject(sentence)
    fresh = [line for line in items if line.is_open and line.row is None]
    for line in fresh:
        if settings.only_known:
            line.skip(_("No record fits, and none is to be added."))
        else:
            require_filled(declared, line)
    _settle_twins(declared, [line for line in fresh if line.is_open], settings, actor, seen)


def _find_by(declared: Exchangeable, key: str, lines: Sequence[Line], rows: "QuerySet[Any]") -> None:
    column = declared.column(key)
    label = column.label if column else ""
    wanted: dict[Any, list[Line]] = {}
    for line in lines:
        if line.values.get(key) and (value := declared.keys[key].comparable(line.values[key])) not in (None, ""):
            wanted.setdefault(value, []).append(line)
    found = _stored(rows, declared.keys[key].path, list(wanted))
    for value, those in wanted.items():
        for line in those:
            _take(line, key, found.get(value, []), label)


def _stored(rows: "QuerySet[Any]", path: str, values: list[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows.filter(**{f"{path}__in": values}) if values else ():
        found.setdefault(getattr(row, path), []).append(row)
    return found


def _take(line: Line, key: str, stored: Sequence[Any], label: object) -> None:
    if len(stored) > 1:
        sentence = _("%(count)d records have “%(value)s”, so that it is not clear which is meant.")
        line.reject(sentence % {"count": len(stored), "value": line.values[key]}, label)
    elif stored:
        line.row = stored[0]
    elif key == "id":
        line.reject(_("There is no such record."), label)


def _settle_twins(declared: Exchangeable, lines: Sequence[Line], settings: Settings, actor: User, seen: Seen) -> None:
    if settings.twice != Twice.CREATE:
        for line, twins in zip(lines, declared.twins(actor, [line.values for line in lines]), strict=True):
            if twins:
                _settle(line, twins[0], settings, declared, actor)
    for line in lines:
        marks = list(declared.marks(line.values)) if line.is_open and line.row is None else []
        earlier = next((seen.marks[mark] for mark in marks if mark in seen.marks), None)
        if earlier is not None and settings.twice != Twice.CREATE:
            line.skip(_("The same stands in row %(row)d of the file.") % {"row": earlier})
        for mark in marks:
            seen.marks.setdefault(mark, line.number)


def _settle(line: Line, twin: Twin, settings: Settings, declared: Exchangeable, actor: User) -> None:
    if settings.twice == Twice.UPDATE:
        line.row = declared.rows(actor).filter(pk=twin.pk).first()
    else:
        line.skip(_("Known already: %(title)s, %(why)s.") % {"title": twin.title, "why": twin.why})
