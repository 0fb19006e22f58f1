"""Two people saving the same record: fields that do not collide merge, and for the others both versions are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.ids import id_of
from filon.core.models import RecordModel
from filon.history.images import image, python_value
from filon.history.models import Change
from filon.history.services import reading
from filon.ui import formatting


@dataclass(frozen=True)
class Meanwhile:
    """What others changed since a form was shown: by field the value that it showed, who saved last, and when."""

    shown: dict[str, Any]
    who: User | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Conflict:
    """One field that two people changed: what each wrote, in words."""

    name: str
    label: str
    mine: str
    theirs: str
    moment: str


@dataclass(frozen=True)
class Settled:
    """What of a form is to be saved, or else what must be chosen first: the `conflicts` with what `who` saved."""

    kept: dict[str, Any]
    who: str = ""
    conflicts: list[Conflict] = field(default_factory=list)


def version(row: RecordModel) -> int:
    """The version of a record that a form carries: the last change of it or of what hangs on it."""
    return reading.last_change(row.pk)


def settle(
    *,
    row: Model,
    typed: Mapping[str, Any],
    posted: Mapping[str, str],
    labels: Mapping[str, Any],
    user: User,
    root: int | None = None,
) -> Settled:
    """What `typed` (by field) changes in `row`, beside what others changed since the posted `version` was shown.

    A field counts as changed when it differs from what the form showed, not from what is stored: what others saved in
    other fields stays as it is. Where both changed, the posted `keep_<field>` says `mine` or `theirs`. `root` is the
    record whose page shows the row, when it is not one itself.
    """
    since = id_of(posted.get("version", ""))
    others = meanwhile(row, since, typed, root) if since is not None else Meanwhile({})
    changed = {
        name: value for name, value in typed.items() if _key(value) != _key(others.shown.get(name, getattr(row, name)))
    }
    both = [name for name in changed if name in others.shown and _key(changed[name]) != _key(getattr(row, name))]
    open_questions = [name for name in both if posted.get(f"keep_{name}") not in ("mine", "theirs")]
    if not open_questions:
        return Settled({name: value for name, value in changed.items() if posted.get(f"keep_{name}") != "theirs"})
    moment = formatting.moment_words(others.at, clock.now(), user.zone) if others.at else ""
    saved = _("saved %(moment)s") % {"moment": moment}
    conflicts = [
        Conflict(name, str(labels[name]), _words(changed[name]), _words(getattr(row, name)), saved)
        for name in open_questions
    ]
    return Settled({}, others.who.name if others.who else _("Somebody else"), conflicts)


def meanwhile(row: Model, since: int, names: Iterable[str], root: int | None = None) -> Meanwhile:
    """What happened to the fields `names` of `row` after the version `since`. Foreign keys are their targets' keys."""
    table = row._meta.db_table
    changes = Change.objects.filter(root=root or row.pk, row=row.pk, table__name=table, op="U", pk__gt=since)
    wanted = set(names)
    fields = {field.column: field for field in row._meta.concrete_fields if field.name in wanted}
    shown: dict[str, Any] = {}
    last: Change | None = None
    for change in changes.select_related("change_set").order_by("pk"):
        touched = {column: value for column, value in image(change.before).items() if column in fields}
        for column, value in touched.items():
            shown.setdefault(fields[column].name, python_value(fields[column], value))
        last = change if touched else last
    if last is None:
        return Meanwhile(shown)
    who = User.objects.filter(pk=last.change_set.actor).first() if last.change_set.actor else None
    return Meanwhile(shown, who, last.change_set.at)


def _key(value: Any) -> Any:
    """What two values of a field are compared by: a row is its key, and empty is empty."""
    key = getattr(value, "pk", value)
    return None if key == "" else key


def _words(value: Any) -> str:
    if value in (None, ""):
        return ""
    if hasattr(value, "as_tuple"):
        return formatting.number(value, 2)
    if hasattr(value, "isoformat"):
        return formatting.day(value)
    return str(value)
