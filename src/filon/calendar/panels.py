"""What meetings put on the pages of other rooms."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.activities.models import Activity
from filon.calendar.choices import Answer
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.calendar.services.debriefing import finished_about
from filon.calendar.services.reading import NextMeeting, between, next_meetings, of_people
from filon.calendar.services.showing import meeting_url
from filon.chatter.models import Message
from filon.chatter.services.records import ThreadRecord
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import RecordModel
from filon.ui import formatting

COMING, PAST = 5, 3
MORNING = time(10)


def meeting_button(request: HttpRequest, row: RecordModel) -> dict[str, Any]:
    """The smart button of a record: its next meeting, else the last, else „niciuna”; opens the calendar on it."""
    user, found = signed_in(request), next_meetings([row.pk]).get(row.pk)
    return {"url": f"{reverse('calendar:calendar')}?{urlencode({'about': row.pk})}", "state": _state(found, user)}


def received_invitation(request: HttpRequest, message: Message) -> dict[str, Any]:
    """To what a received message invites, and the address of a new meeting with the same time about the same record."""
    said, zone = message.received["invitation"], ZoneInfo(signed_in(request).zone)
    starts_at = datetime.fromisoformat(said["starts_at"])
    ends_at = datetime.fromisoformat(said["ends_at"]) if said["ends_at"] else starts_at + timedelta(hours=1)
    walls = [f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}" for moment in (starts_at, ends_at)]
    query: dict[str, str | int] = {"start": walls[0], "end": walls[1], "about": message.record_id}
    return {
        "said": said,
        "when": formatting.moment_words(starts_at, clock.now(), zone),
        "is_off": said["method"] == "CANCEL",
        "url": f"{reverse('calendar:meeting-new')}?{urlencode(query)}",
    }


def _state(found: NextMeeting | None, user: User) -> str:
    if found is None:
        return _("none yet")
    if found.is_all_day:
        moment = formatting.day_words(found.starts_at.date(), user.today)
    else:
        moment = formatting.moment_words(found.starts_at, clock.now(), user.zone)
    if not found.is_future:
        return _("last: %(moment)s") % {"moment": moment}
    return f"{moment} · {found.count}" if found.count > 1 else moment


def meetings_of_contact(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """On a customer's page: the meetings to which he or his company's people are invited."""
    user = signed_in(request)
    people = [contact.pk, *contact.people.values_list("pk", flat=True)] if contact.is_company else [contact.pk]
    invited = Attendee.objects.filter(contact__in=people).values("meeting")
    about = Q(meeting__in=invited) | Q(meeting__about__in=people)
    rows = Occurrence.objects.filter(about, meeting__in=Meeting.objects.visible_to(user)).select_related(
        "meeting", "exception"
    )
    now = clock.now()
    coming = list(rows.filter(ends_at__gt=now).order_by("starts_at")[:COMING])
    past = list(rows.filter(ends_at__lte=now).order_by("-starts_at")[:PAST])
    new = f"{reverse('calendar:meeting-new')}?{urlencode({'people': f'contact:{contact.pk}'})}"
    return {"lines": [_line(row, user) for row in (*coming, *past)], "new_url": new}


def _line(row: Occurrence, user: User) -> dict[str, Any]:
    meeting = row.meeting
    words = formatting.moment_words(row.starts_at, clock.now(), user.zone)
    return {
        "url": meeting_url(meeting.pk, row.original_start),
        "subject": row.exception.subject if row.exception else meeting.subject,
        "when": formatting.day_words(row.starts_at.date(), user.today) if meeting.is_all_day else words,
        "clock": "" if meeting.is_all_day else formatting.clock(row.starts_at, user.zone),
        "place": row.exception.location if row.exception else meeting.location,
        "video_url": meeting.video_url,
        "is_past": row.ends_at <= clock.now(),
    }


def meetings_today(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On one's day: today's meetings."""
    user = signed_in(request)
    zone = ZoneInfo(user.zone)
    start = datetime.combine(user.today, time(), zone)
    rows = of_people(between(start, start + timedelta(days=1)), [user.pk]).select_related("meeting", "exception")
    found = [_line(row, user) for row in rows.order_by("starts_at") if _is_on(row, user)]
    return {"lines": found} if found else None


def _is_on(row: Occurrence, user: User) -> bool:
    """Whole days are the same days for everyone, so their UTC midnights are compared as dates."""
    return not row.meeting.is_all_day or row.starts_at.date() <= user.today < row.ends_at.date()


def finished_meeting(request: HttpRequest, record: ThreadRecord) -> dict[str, Any] | None:
    """On top of a thread: a meeting that is over asks what came of it and what comes next."""
    user = signed_in(request)
    found = finished_about(record.pk) if record.may_change(user) else None
    if found is None or not Meeting.objects.visible_to(user).filter(pk=found.meeting_id).exists():
        return None
    return {"record": record, "meeting": found.meeting, "line": _line(found, user)}


def pages_for_activities(activities: Sequence[Activity]) -> dict[int, str]:
    """For each activity of that kind the page of its meeting; without one, where it is arranged: at ten on its day."""
    known = Meeting.objects.active().filter(activity__in=[each.pk for each in activities])
    pages = {activity_id or 0: meeting_url(pk) for activity_id, pk in known.values_list("activity_id", "pk")}
    for each in activities:
        start = datetime.combine(each.due_on, MORNING).isoformat()
        query = {"about": str(each.record_id), "start": start, "activity": str(each.pk)}
        pages.setdefault(each.pk, f"{reverse('calendar:meeting-new')}?{urlencode(query)}")
    return pages


def waiting_invitations(user: User) -> int:
    """How many coming meetings wait for an answer of `user`; the number beside the menu entry."""
    coming = Occurrence.objects.filter(ends_at__gt=clock.now()).values("meeting")
    return Attendee.objects.filter(user=user, answer=Answer.WAITING, meeting__in=coming).count()
