"""Planning activities on records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.choices import Priority
from filon.activities.models import Activity, ActivityTag, ActivityType
from filon.activities.services.telling import tell_scheduled
from filon.activities.services.timing import require_sensible
from filon.chatter.services.records import visible_records
from filon.core import clock
from filon.core.exceptions import DomainError, NotAllowed
from filon.core.fields import translated
from filon.core.models import Record
from filon.history.services.recording import describe_many
from filon.organisation.models import Tag

LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """One activity to be planned on the record `record_id`; what is left out comes from the type, as for a person."""

    record_id: int
    type: ActivityType
    assignee: User
    due_on: date
    summary: str = ""
    note: str = ""
    priority: int | None = None
    tags: Sequence[Tag] = field(default=())


@transaction.atomic
def schedule(
    *,
    actor: User | None,
    record_id: int,
    activity_type: ActivityType,
    due_on: date | None = None,
    assignee: User | None = None,
    summary: str | None = None,
    note: str | None = None,
    priority: int | None = None,
    tags: Sequence[Tag] = (),
) -> Activity:
    """Plan an activity on a record; without a day it is for today. Without `assignee` the type's default user does it,
    else `actor`. `summary` and `note` come from the type when they are None.

    DomainError names what is wrong; NotAllowed when `actor` may not change the record.
    """
    person = assignee or activity_type.default_user or actor
    if person is None:
        raise DomainError(_("Choose who is to do it."), field="assignee")
    wanted = Wanted(
        record_id=record_id,
        type=activity_type,
        assignee=person,
        due_on=due_on or today_of(actor),
        summary=translated(activity_type.default_summary) if summary is None else summary,
        note=translated(activity_type.default_note) if note is None else note,
        priority=priority,
        tags=tags,
    )
    return schedule_all(actor=actor, wanted=[wanted])[0]


@transaction.atomic
def schedule_all(*, actor: User | None, wanted: Sequence[Wanted]) -> list[Activity]:
    """Plan several activities at once, as `schedule` does, in a few statements."""
    kinds = dict(Record.objects.filter(pk__in={one.record_id for one in wanted}).values_list("pk", "kind"))
    _require_change(actor, kinds, {one.record_id for one in wanted})
    for user in {one.assignee for one in wanted}:
        _require_assignee(user, kinds, {one.record_id for one in wanted if one.assignee == user})
    describe_many("Planned an activity", "Planned %(count)d activities", count=len(wanted))
    made = Activity.objects.bulk_create([_row(actor, one, kinds[one.record_id]) for one in wanted], batch_size=500)
    ActivityTag.objects.bulk_create(
        [ActivityTag(activity=row, tag=tag) for row, one in zip(made, wanted, strict=True) for tag in set(one.tags)],
        batch_size=500,
    )
    tell_scheduled(actor, made)
    return made


def today_of(user: User | None) -> date:
    """The day it is for `user`; without one, the day of the house."""
    return user.today if user else clock.today(settings.TIME_ZONE)


def checked_summary(text: str) -> str:
    """The summary on one line; DomainError when it is too long."""
    summary = " ".join(text.split())
    if len(summary) > LONGEST:
        raise DomainError(_("A summary has at most %(most)d characters.") % {"most": LONGEST}, field="summary")
    return summary


def checked_priority(priority: int) -> int:
    """The priority, none to three stars."""
    if priority not in Priority.values:
        raise DomainError(_("Choose none to three stars."), field="priority")
    return priority


def require_assignee(user: User, record_id: int) -> None:
    """Raise unless `user` can do something about the record: he must be active and see it."""
    kinds = dict(Record.objects.filter(pk=record_id).values_list("pk", "kind"))
    _require_assignee(user, kinds, {record_id})


def _row(actor: User | None, one: Wanted, kind: str) -> Activity:
    if not one.type.is_active:
        raise DomainError(_("“%(type)s” is archived.") % {"type": one.type}, field="type")
    if not one.type.is_offered_for(kind):
        raise DomainError(_("“%(type)s” is not for such records.") % {"type": one.type}, field="type")
    return Activity(
        record_id=one.record_id,
        type=one.type,
        summary=checked_summary(one.summary),
        note=one.note.strip(),
        due_on=require_sensible(one.due_on, today_of(one.assignee)),
        assignee=one.assignee,
        creator=actor,
        priority=checked_priority(one.type.priority if one.priority is None else one.priority),
    )


def _require_change(actor: User | None, kinds: dict[int, str], ids: set[int]) -> None:
    if actor is None:
        if ids - set(kinds):
            raise DomainError(_("This record has been deleted meanwhile."))
        return
    seen = visible_records(actor, _by_kind(kinds, ids))
    if any(pk not in seen or not seen[pk].may_change(actor) for pk in ids):
        raise NotAllowed(_("You may not plan anything on one of these records."))


def _require_assignee(user: User, kinds: dict[int, str], ids: set[int]) -> None:
    if not user.is_active:
        raise DomainError(_("%(name)s is switched off.") % {"name": user.name}, field="assignee")
    if len(visible_records(user, _by_kind(kinds, ids))) < len(ids):
        raise DomainError(_("%(name)s may not see this record.") % {"name": user.name}, field="assignee")


def _by_kind(kinds: dict[int, str], ids: set[int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for pk in ids:
        if pk in kinds:
            found.setdefault(kinds[pk], set()).add(pk)
    return found
