"""Questions about meetings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from filon.accounts.models import User
from filon.calendar.choices import Answer, ShowAs
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.core import clock

LONGEST_LOOK_BACK = timedelta(days=366)


def between(start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """The occurrences that lie in a span, even partly. No meeting takes longer than a year, which bounds the search."""
    reaches_in = Q(starts_at__gte=start) | Q(ends_at__gt=start)
    return Occurrence.objects.filter(reaches_in, starts_at__lt=end, starts_at__gte=start - LONGEST_LOOK_BACK)


def of_people(rows: QuerySet[Occurrence], user_ids: Iterable[int]) -> QuerySet[Occurrence]:
    """Those to which one of the users is invited and has not declined."""
    ids = list(user_ids)
    coming = Attendee.objects.filter(user__in=ids).exclude(answer=Answer.DECLINED).values("meeting_id")
    return rows.filter(meeting__in=coming)


@dataclass(frozen=True)
class NextMeeting:
    """What a button on a record says: the meeting that comes next, else the last one; and how many are to come."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    zone: str
    is_future: bool
    count: int


def next_meetings(record_ids: Iterable[int]) -> dict[int, NextMeeting]:
    """For each record that has any meeting about it: the next, else the last. Three queries, whatever the number."""
    now, found = clock.now(), dict[int, NextMeeting]()
    about_ids = Meeting.objects.active().filter(about__in=list(record_ids)).values_list("pk", "about_id")
    # By the meetings' ids, for joined the two make a planner read all that is to come.
    meetings = {pk: about or 0 for pk, about in about_ids}
    rows = Occurrence.objects.filter(meeting__in=list(meetings))
    names = ("meeting_id", "starts_at", "ends_at", "meeting__is_all_day", "meeting__zone")
    for pk, start, end, all_day, zone in rows.filter(starts_at__lte=now).order_by("starts_at").values_list(*names):
        found[meetings[pk]] = NextMeeting(start, end, all_day, zone, is_future=False, count=0)
    counts = dict[int, int]()
    for pk, start, end, all_day, zone in rows.filter(starts_at__gt=now).order_by("-starts_at").values_list(*names):
        counts[meetings[pk]] = counts.get(meetings[pk], 0) + 1
        found[meetings[pk]] = NextMeeting(start, end, all_day, zone, is_future=True, count=counts[meetings[pk]])
    return found


def hidden_from(user: User, meeting_ids: Iterable[int]) -> set[int]:
    """Those of the meetings of which `user` may only know that the time is taken."""
    ids = set(meeting_ids)
    return ids - set(Meeting.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


@dataclass(frozen=True)
class Conflict:
    """Somebody who comes to a meeting and is busy with another at the same time."""

    name: str
    starts_at: datetime
    ends_at: datetime


def conflicts(meeting: Meeting, *, limit: int = 5) -> list[Conflict]:
    """Which of those who come have something else at the time of a meeting's coming days; people we know only."""
    days = list(meeting.occurrences.filter(ends_at__gt=clock.now()).values_list("starts_at", "ends_at")[:60])
    if meeting.show_as != ShowAs.BUSY or not days or meeting.is_all_day:
        return []
    people = {
        row.user_id: str(row.user)
        for row in meeting.attendees.exclude(answer=Answer.DECLINED).select_related("user")
        if row.user_id
    }
    busy = busy_times(people, days[0][0], days[-1][1], besides=meeting.pk)
    found = []
    for user_id, start, end in busy:
        if any(start < day_end and end > day_start for day_start, day_end in days):
            found.append(Conflict(people[user_id], start, end))
    return found[:limit]


def busy_times(
    user_ids: Iterable[int], start: datetime, end: datetime, *, besides: int = 0
) -> Sequence[tuple[int, datetime, datetime]]:
    """When users are busy in a span: (user, start, end), earliest first; without whole days and what they declined."""
    ids = list(user_ids)
    rows = of_people(between(start, end), ids).filter(meeting__show_as=ShowAs.BUSY, meeting__is_all_day=False)
    times = rows.exclude(meeting=besides).order_by("starts_at").values_list("meeting_id", "starts_at", "ends_at")
    people = Attendee.objects.filter(user__in=ids, meeting__in={meeting_id for meeting_id, *_span in times})
    coming = dict[int, list[int]]()
    for meeting_id, user_id in people.exclude(answer=Answer.DECLINED).values_list("meeting_id", "user_id"):
        coming.setdefault(meeting_id, []).append(user_id or 0)
    return [(user_id, first, last) for meeting_id, first, last in times for user_id in coming[meeting_id]]
