"""Changes of a series that are meant for one of its days, or for one and those after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.calendar import policies
from filon.calendar.choices import Channel, Privacy, Scope, ShowAs
from filon.calendar.models import Meeting, MeetingException, Occurrence
from filon.calendar.services import inviting
from filon.calendar.services.attending import say
from filon.calendar.services.placing import ends_of, place, planned_days
from filon.calendar.services.planning import (
    MeetingValues,
    cancel_meeting,
    check_times,
    checked_subject,
    create_meeting,
    require_active,
    update_meeting,
)
from filon.calendar.services.recurring import moved_days, read_rule
from filon.calendar.services.zones import to_utc, to_wall
from filon.core.exceptions import DomainError
from filon.history.services import recording

OF_ONE_DAY = frozenset({"subject", "starts_at", "ends_at", "location", "description"})


def occurrence_of(meeting: Meeting, original_start: datetime) -> Occurrence:
    """The day of a series that the rule has at `original_start`; DomainError when there is none (any more)."""
    found = meeting.occurrences.select_related("exception").filter(original_start=original_start).first()
    if found is None:
        raise DomainError(_("This day of the series is no longer there. Load the page again."))
    return found


@transaction.atomic
def change(
    *, actor: User | None, meeting: Meeting, original_start: datetime, scope: Scope, **values: Unpack[MeetingValues]
) -> Meeting:
    """Change a meeting as it was seen on the day `original_start`, for as much of the series as `scope` says.

    Returns the meeting that this day belongs to now. `starts_at` and `ends_at` are those of that day.
    """
    policies.require_change(actor, meeting)
    require_active(meeting)
    day = occurrence_of(meeting, original_start)
    if not meeting.is_series:
        return update_meeting(actor=actor, meeting=meeting, **values)
    if scope == Scope.ONE:
        return _change_one(actor, meeting, day, values)
    if scope == Scope.FOLLOWING and original_start != planned_days(meeting).starts[0]:
        return _change_following(actor, meeting, day, values)
    return update_meeting(actor=actor, meeting=meeting, **_for_all(meeting, day, values))


@transaction.atomic
def cancel(*, actor: User | None, meeting: Meeting, original_start: datetime, scope: Scope) -> None:
    """Call off one day of a series, it and those after it, or everything."""
    policies.require_change(actor, meeting)
    if not meeting.is_series or scope == Scope.ALL:
        cancel_meeting(actor=actor, meeting=meeting)
        return
    day = occurrence_of(meeting, original_start)
    if scope == Scope.ONE:
        _cancel_one(actor, meeting, day)
    elif original_start == planned_days(meeting).starts[0]:
        cancel_meeting(actor=actor, meeting=meeting)
    else:
        _end_before(actor, meeting, original_start)


def _change_one(actor: User | None, meeting: Meeting, day: Occurrence, values: MeetingValues) -> Meeting:
    if "repetition" in values and _rule_differs(meeting, values):
        raise DomainError(_("A single meeting cannot repeat otherwise. Choose this and the following ones, or all."))
    if values.get("is_all_day", meeting.is_all_day) != meeting.is_all_day:
        raise DomainError(_("A single meeting of a series cannot take whole days when the others do not."))
    row, was = _exception(meeting, day), (day.starts_at, day.ends_at)
    row.subject = checked_subject(values.get("subject", row.subject))
    row.location = values.get("location", row.location)
    row.description = values.get("description", row.description)
    row.starts_at = values.get("starts_at", row.starts_at)
    row.ends_at = values.get("ends_at", row.ends_at)
    check_times(row.starts_at, row.ends_at, is_all_day=meeting.is_all_day)
    recording.describe(gettext_noop("Changed one meeting of a series"))
    is_news = (row.starts_at, row.ends_at) != was
    row.sequence = meeting.sequence + 1 if is_news else row.sequence
    row.save()
    place(meeting)
    if is_news:
        _bump(meeting)
        inviting.tell_day(meeting, row, actor=actor)
    rest: MeetingValues = {name: value for name, value in values.items() if name not in OF_ONE_DAY}  # type: ignore[assignment]
    rest.pop("repetition", None)
    rest.pop("is_all_day", None)
    rest.pop("zone", None)
    return update_meeting(actor=actor, meeting=meeting, **rest) if rest else meeting


def _cancel_one(actor: User | None, meeting: Meeting, day: Occurrence) -> None:
    row = _exception(meeting, day)
    row.is_cancelled, row.sequence = True, meeting.sequence + 1
    recording.describe(gettext_noop("Called off one meeting of a series"))
    row.save()
    _bump(meeting)
    place(meeting)
    say(meeting, _("Meeting called off: %(what)s") % {"what": inviting.line(meeting, day)}, actor=actor)
    inviting.tell_day(meeting, row, actor=actor)


def _change_following(actor: User | None, meeting: Meeting, day: Occurrence, values: MeetingValues) -> Meeting:
    """The old series ends before this day; a new one with its own name for calendar programs starts here."""
    before = [start for start in planned_days(meeting).starts if start < day.original_start]
    people = [row.user or row.contact or row.address for row in meeting.attendees.select_related("user", "contact")]
    kept = _kept(meeting, day, values, done=len(before))
    invited: MeetingValues = {"attendees": people, "reminders": _reminders(meeting), "tags": list(meeting.tags.all())}
    _end_before(actor, meeting, day.original_start)
    invited.update(kept)
    return create_meeting(actor=meeting.organiser, **invited)


def _kept(meeting: Meeting, day: Occurrence, values: MeetingValues, *, done: int) -> MeetingValues:
    """All that the new series takes over from the old one, with `values` on top."""
    start = values.get("starts_at", day.starts_at)
    wall = to_wall(start, _place(meeting, values))
    repetition = read_rule(meeting.rule, count=meeting.count - done if meeting.count else None, until=meeting.until)
    moved = _move(meeting, day, values)
    kept: MeetingValues = {
        "subject": meeting.subject,
        "about_id": meeting.about_id,
        "starts_at": start,
        "ends_at": day.ends_at + (start - day.starts_at),
        "is_all_day": meeting.is_all_day,
        "zone": meeting.zone,
        "location": meeting.location,
        "video_url": meeting.video_url,
        "description": meeting.description,
        "privacy": Privacy(meeting.privacy),
        "show_as": ShowAs(meeting.show_as),
        "repetition": moved_days(repetition, moved.days, wall) if repetition else None,
    }
    given: MeetingValues = {**values}
    if not _rule_differs(meeting, values):
        given.pop("repetition", None)
    return {**kept, **given}


def _for_all(meeting: Meeting, day: Occurrence, values: MeetingValues) -> MeetingValues:
    """`values` for the first day of the series, moved on the wall as this one was; its weekdays follow."""
    given: MeetingValues = {**values}
    new_place, moved = _place(meeting, values), _move(meeting, day, values)
    wall = to_wall(meeting.starts_at, _place(meeting, {})) + moved.by
    if "starts_at" in values or "ends_at" in values:
        start = to_utc(wall, new_place)
        length = values.get("ends_at", day.ends_at) - values.get("starts_at", day.starts_at)
        given["starts_at"], given["ends_at"] = start, start + length
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until)
    if repetition is not None and not _rule_differs(meeting, values):
        given["repetition"] = moved_days(repetition, moved.days, wall)
    return given


@dataclass(frozen=True)
class _Move:
    """How far a day was moved on the wall clock: `by` so much, which is so many calendar `days`."""

    by: timedelta
    days: int


def _move(meeting: Meeting, day: Occurrence, values: MeetingValues) -> _Move:
    old = to_wall(day.starts_at, _place(meeting, {}))
    new = to_wall(values["starts_at"], _place(meeting, values)) if "starts_at" in values else old
    return _Move(new - old, (new.date() - old.date()).days)


def _place(meeting: Meeting, values: MeetingValues) -> str:
    """The zone whose wall clock counts: that of the meeting, and UTC for whole days."""
    return "UTC" if values.get("is_all_day", meeting.is_all_day) else values.get("zone") or meeting.zone


def _rule_differs(meeting: Meeting, values: MeetingValues) -> bool:
    if "repetition" not in values:
        return False
    wanted = values["repetition"]
    is_same = wanted is not None and (wanted.rule, wanted.count, wanted.until) == (
        meeting.rule,
        meeting.count,
        meeting.until,
    )
    return not is_same


def _reminders(meeting: Meeting) -> list[tuple[Channel, int]]:
    return [(Channel(row.channel), row.minutes_before) for row in meeting.reminders.all()]


def _exception(meeting: Meeting, day: Occurrence) -> MeetingException:
    """The exception of a day: the one there is, else a new one that says what the rule says."""
    found = meeting.exceptions.filter(original_start=day.original_start).first()
    return found or MeetingException(
        meeting=meeting,
        original_start=day.original_start,
        starts_at=day.starts_at,
        ends_at=ends_of(meeting, day.starts_at),
        subject=meeting.subject,
        location=meeting.location,
        description=meeting.description,
    )


def _end_before(actor: User | None, meeting: Meeting, start: datetime) -> None:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    last = max(day for day in planned_days(locked).starts if day < start)
    recording.describe(gettext_noop("Ended a series"))
    locked.until, locked.count = to_wall(last, _place(locked, {})).date(), None
    locked.sequence += 1
    locked.save(update_fields=["until", "count", "sequence"])
    locked.exceptions.filter(original_start__gte=start).delete()
    place(locked)
    inviting.tell_changes(locked, actor=actor, was_there=[], fresh=[], is_news=True)


def _bump(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(sequence=meeting.sequence + 1)
    meeting.sequence += 1
