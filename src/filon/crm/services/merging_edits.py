"""Two people saving the same lead: which fields collide, and what they were when the form was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filon.accounts.models import User
from filon.crm.models import Lead
from filon.history.images import image, python_value
from filon.history.models import Change
from filon.history.services import reading


@dataclass(frozen=True)
class Meanwhile:
    """What others changed since a form was shown: by field the value that it showed, who saved last, and when."""

    shown: dict[str, Any]
    who: User | None = None
    at: datetime | None = None


def version(lead: Lead) -> int:
    """The version of a lead that a form carries: the last change of it or of what hangs on it."""
    return reading.last_change(lead.pk)


def meanwhile(lead: Lead, since: int, names: Iterable[str]) -> Meanwhile:
    """What happened to the fields `names` of `lead` after the version `since`. Foreign keys are their targets' keys."""
    changes = Change.objects.filter(root=lead.pk, row=lead.pk, table__name=Lead._meta.db_table, op="U", pk__gt=since)
    wanted = set(names)
    fields = {field.column: field for field in Lead._meta.concrete_fields if field.name in wanted}
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


def key_of(value: Any) -> Any:
    """What two values of a field are compared by: a row is its key, and empty is empty."""
    key = getattr(value, "pk", value)
    return None if key == "" else key
