"""Doing something to many rows at once: which rows, what will happen, and the act itself in one request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError, NotAllowed
from filon.core.ids import ids_of
from filon.core.registry import Registry
from filon.ui.lists.declaration import MANY, BulkAction, RecordList
from filon.ui.lists.editing import actions_of

AT_ONCE = 500
in_background: Registry[Callable[..., str]] = Registry("way to work on more rows than `AT_ONCE`")


@dataclass(frozen=True)
class Preview:
    """What the dialog says before an action runs. `ids` is empty when all rows of the list are meant."""

    action: BulkAction
    form: Form | None
    count: str
    effect: str
    ids: list[str]
    is_all: bool


def action_of(declared: RecordList, key: str, user: Any) -> BulkAction:
    """The action called `key`, if `user` may use it."""
    for action in actions_of(declared, user):
        if action.key == key:
            return action
    raise NotAllowed(_("You may not do this."))


def selected(rows: QuerySet[Any], posted: QueryDict) -> QuerySet[Any]:
    """The chosen ones of the `rows` that the list shows now; at most 10,000."""
    if posted.get("all") == "1":
        chosen = rows
    else:
        ids = ids_of(posted.getlist("ids"))
        chosen = rows.filter(pk__in=ids)
    count = chosen[: MANY + 1].count()
    if count == 0:
        raise DomainError(_("None of the chosen rows is in the list any more."))
    if count > MANY:
        raise DomainError(_("At most 10,000 rows can be changed at once. Narrow the list first."))
    return chosen


def run(request: Any, declared: RecordList, action: BulkAction, rows: QuerySet[Any], form: Form | None) -> str:
    """Do `action` and say what was done; with many rows, only begin it, if a room above knows how."""
    for begin in in_background if action.is_divisible and rows.count() > AT_ONCE else ():
        return begin(request, declared, action, rows)
    return action.run(actor=request.user, rows=rows, **(form.cleaned_data if form else {}))


def preview(
    declared: RecordList, action: BulkAction, rows: QuerySet[Any], posted: QueryDict, form: Form | None
) -> Preview:
    """What to ask or to say before `action` runs on `rows`."""
    count = rows.count()
    return Preview(
        action=action,
        form=form,
        count=str(declared.noun % {"n": count, "shown": str(count)}),
        effect=action.effect(rows) if action.effect else "",
        ids=[] if posted.get("all") == "1" else posted.getlist("ids"),
        is_all=posted.get("all") == "1",
    )
