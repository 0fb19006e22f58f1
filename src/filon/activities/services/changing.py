"""Moving, handing over and rewording activities that are still to be done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities import hooks
from filon.activities.models import Activity, ActivityType
from filon.activities.services.holding import hold_open
from filon.activities.services.scheduling import (
    checked_priority,
    checked_summary,
    require_assignee,
)
from filon.activities.services.telling import tell_scheduled
from filon.activities.services.timing import require_sensible
from filon.core.exceptions import DomainError
from filon.history.services import recording
from filon.organisation.models import Tag

SNOOZE = timedelta(days=7)


class ActivityValues(TypedDict, total=False):
    """What may be said anew about an activity; what is left out stays as it is."""

    type: ActivityType
    summary: str
    note: str
    due_on: date
    assignee: User
    priority: int
    tags: Sequence[Tag]


@transaction.atomic
def change(*, actor: User | None, activity: Activity, **values: Unpack[ActivityValues]) -> Activity:
    """Change what `values` name. A new assignee must be able to see the record, follows it from now on and is told."""
    held = hold_open(actor, activity)
    recording.describe(gettext_noop("Changed an activity"))
    before = held.assignee_id
    if "assignee" in values and values["assignee"].pk != before:
        require_assignee(values["assignee"], held.record_id)
        held.assignee = values["assignee"]
    if "type" in values and values["type"] != held.type:
        held.type = _checked_type(held, values["type"])
    held.summary = checked_summary(values.get("summary", held.summary))
    held.note = values.get("note", held.note).strip()
    held.priority = checked_priority(values.get("priority", held.priority))
    if "due_on" in values:
        held.due_on = require_sensible(values["due_on"], held.assignee.today)
    held.save()
    if "tags" in values:
        held.tags.set(values["tags"])
    if held.assignee_id != before:
        tell_scheduled(actor, [held])
    hooks.activity_changed.run(held)
    return held


@transaction.atomic
def snooze(*, actor: User | None, activity: Activity) -> Activity:
    """Put an activity off by seven days: from its day, or from today when it is late."""
    start = max(activity.due_on, activity.assignee.today)
    return change(actor=actor, activity=activity, due_on=start + SNOOZE)


def _checked_type(activity: Activity, activity_type: ActivityType) -> ActivityType:
    if not activity_type.is_offered_for(activity.record.kind):
        raise DomainError(_("“%(type)s” is not for such records.") % {"type": activity_type}, field="type")
    return activity_type
