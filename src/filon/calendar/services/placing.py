"""Making the occurrences of a meeting from its rule and its exceptions."""

from collections.abc import Iterable
from datetime import datetime

from filon.calendar.models import Meeting, MeetingException, Occurrence
from filon.calendar.services.recurring import Days, days_of, read_rule
from filon.calendar.services.zones import to_utc, to_wall
from filon.core import clock
from filon.core.normalising import sort_key
from filon.search.text import search_text_of


def planned_days(meeting: Meeting) -> Days:
    """When the rule has the meeting; of one that does not repeat, its only start."""
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    if repetition is None:
        return Days([meeting.starts_at], is_cut=False)
    return days_of(repetition, start=meeting.starts_at, zone=meeting.zone, is_all_day=meeting.is_all_day)


def ends_of(meeting: Meeting, start: datetime) -> datetime:
    """When the day that starts at `start` ends: as long on the wall clock as the first one takes."""
    place = "UTC" if meeting.is_all_day else meeting.zone
    length = to_wall(meeting.ends_at, place) - to_wall(meeting.starts_at, place)
    end = to_utc(to_wall(start, place) + length, place)
    return max(end, start)


def place(meeting: Meeting) -> bool:
    """Make the occurrences anew, keeping the rows whose time has not changed. Returns whether the rule was cut.

    What is cancelled has none.
    """
    days = planned_days(meeting)
    present = {row.original_start: row for row in meeting.occurrences.all()}
    exceptions = {row.original_start: row for row in meeting.exceptions.all()}
    wanted = [row for start in days.starts if (row := _wanted(meeting, start, exceptions.get(start))) is not None]
    if not meeting.is_active:
        wanted = []
    keep = {row.original_start for row in wanted if _is_same(row, present.get(row.original_start))}
    gone = [row.pk for start, row in present.items() if start not in keep]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create([row for row in wanted if row.original_start not in keep], batch_size=500)
    return days.is_cut


def _wanted(meeting: Meeting, start: datetime, exception: MeetingException | None) -> Occurrence | None:
    if exception is None:
        times = (start, ends_of(meeting, start))
    elif exception.is_cancelled:
        return None
    else:
        times = (exception.starts_at, exception.ends_at)
    return Occurrence(
        meeting=meeting,
        original_start=start,
        starts_at=times[0],
        ends_at=times[1],
        exception=exception,
        placed_at=clock.now(),
    )


def _is_same(wanted: Occurrence, present: Occurrence | None) -> bool:
    names = ("starts_at", "ends_at", "exception_id")
    return present is not None and all(getattr(wanted, name) == getattr(present, name) for name in names)


def derive_again(ids: Iterable[int]) -> None:
    """Make all that is derived of the meetings `ids` anew, as after an undo."""
    for meeting in Meeting.objects.filter(pk__in=list(ids)):
        place(meeting)
        text = search_text(meeting)
        Meeting.objects.filter(pk=meeting.pk).update(sort_key=sort_key(meeting.subject), search_text=text)


def derive_again_of_exceptions(ids: Iterable[int]) -> None:
    """The same for the meetings whose exceptions `ids` were written."""
    derive_again(set(MeetingException.objects.filter(pk__in=list(ids)).values_list("meeting_id", flat=True)))


def search_text(meeting: Meeting) -> str:
    """What the palette finds a meeting by."""
    return search_text_of(meeting.subject, meeting.location)
