"""A meeting about a record is a next step there: an activity stands for it, and the two change together."""

from datetime import date

from filon.accounts.models import User
from filon.activities.choices import Category, Outcome, Status
from filon.activities.hooks import activity_kinds
from filon.activities.models import Activity, ActivityQuerySet, ActivityType
from filon.activities.services.configuring import types_for
from filon.activities.services.telling import tell_scheduled
from filon.calendar.models import Meeting
from filon.calendar.services.zones import to_wall
from filon.chatter.services.records import visible_record
from filon.core import clock


def arrange(actor: User, meeting: Meeting, activity_id: int | None) -> None:
    """Let an activity stand for a new meeting: the one for which it was arranged, else a new one.

    None stands for a series, for a meeting that is over, or about a record that `actor` may not change.
    """
    if meeting.about_id is None or meeting.is_series or meeting.ends_at <= clock.now():
        return
    given = Activity.objects.open().filter(pk=activity_id or 0, record=meeting.about_id, meeting=None).first()
    found = given or _new(actor, meeting)
    if found is not None:
        meeting.activity = found
        meeting.save(update_fields=["activity"])
        follow(meeting)


def follow(meeting: Meeting) -> None:
    """The activity says of the meeting what is true now."""
    _open(meeting).update(due_on=day_of(meeting), summary=meeting.subject, note=meeting.description)


def drop(meeting: Meeting, actor: User | None) -> None:
    """The meeting was called off, and so is what was to be done."""
    _open(meeting).update(status=Status.CANCELLED, closed_at=clock.now(), closed_by=actor)


def revive(meeting: Meeting) -> None:
    """The meeting takes place after all."""
    rows = Activity.objects.filter(pk=meeting.activity_id or 0, status=Status.CANCELLED)
    rows.update(status=Status.OPEN, closed_at=None, closed_by=None, outcome=Outcome.NONE)


def day_of(meeting: Meeting) -> date:
    """The day of a meeting where its organiser is; a whole day is the same everywhere."""
    return to_wall(meeting.starts_at, "UTC" if meeting.is_all_day else meeting.organiser.zone).date()


def _open(meeting: Meeting) -> ActivityQuerySet:
    return Activity.objects.open().filter(pk=meeting.activity_id or 0)


def _new(actor: User, meeting: Meeting) -> Activity | None:
    record = visible_record(actor, meeting.about_id or 0)
    if record is None or not record.may_change(actor) or record.type.kind not in activity_kinds:
        return None
    kind = _type(record.type.kind)
    if kind is None:
        return None
    made = Activity.objects.create(
        record_id=record.pk,
        type=kind,
        assignee=meeting.organiser,
        creator=actor,
        due_on=day_of(meeting),
        priority=kind.priority,
    )
    tell_scheduled(actor, [made])
    return made


def _type(record_kind: str) -> ActivityType | None:
    return next((each for each in types_for(record_kind) if each.category == Category.MEETING), None)
