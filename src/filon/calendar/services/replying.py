"""Reading what comes back by mail to an invitation: iCalendar from any program in the world, hence from anybody."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from filon.calendar.choices import Answer
from filon.calendar.models import Attendee, Meeting
from filon.calendar.services import attending
from filon.calendar.services.inviting import when
from filon.calendar.services.zones import day_start, to_utc
from filon.core import clock
from filon.core.normalising import normalised_email
from filon.mail.routing import Invitation

LARGEST = 256 * 1024
MOST_LINES = 4000
MOST_COMPONENTS = 20


@dataclass(frozen=True)
class Reply:
    """An answer, a proposal of another time, or something else that a program says about a meeting of ours."""

    method: str
    uid: str
    email: str = ""
    answer: Answer | None = None
    comment: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    day: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    summary: str = ""
    place: str = ""


def read_invitation(content: bytes) -> Invitation | None:
    """To what somebody outside invites by a calendar part, or None when it says nothing of the kind."""
    reply = read_reply(content)
    if reply is None or reply.start is None or reply.method not in ("REQUEST", "CANCEL", "PUBLISH"):
        return None
    return Invitation(reply.method, reply.summary, reply.start, reply.end, reply.place)


def read_reply(content: bytes) -> Reply | None:
    """What a calendar part says about one meeting, or None when it cannot be read within bounds.

    Rules that repeat are never expanded here, files above 256 KiB and deep ones are not opened.
    """
    if (
        len(content) > LARGEST
        or content.count(b"\n") > MOST_LINES
        or content.upper().count(b"BEGIN:") > MOST_COMPONENTS
    ):
        return None
    try:
        calendar = Calendar.from_ical(content)
        events = list(calendar.walk("VEVENT")) if isinstance(calendar, Component) else []
        found = _reply(str(calendar.get("method", "")).upper(), events[0]) if events else None
        return found if found and found.uid else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError):
        return None


def _reply(method: str, event: Component) -> Reply | None:
    uid = str(event.get("uid", ""))[:255]
    people = event.get("attendee", [])
    first = (people if isinstance(people, list) else [people])[:1]
    state = str(first[0].params.get("PARTSTAT", "")).lower() if first else ""
    return Reply(
        method=method,
        uid=uid,
        email=normalised_email(str(first[0]).split(":", 1)[-1]) if first else "",
        answer=Answer(state) if state in Answer.values else None,
        comment=str(event.get("comment", ""))[:1000].strip(),
        sequence=int(event.get("sequence", 0)),
        stamp=_moment(event, "dtstamp"),
        day=_moment(event, "recurrence-id"),
        start=_moment(event, "dtstart"),
        end=_moment(event, "dtend"),
        summary=" ".join(str(event.get("summary", "")).split())[:200],
        place=" ".join(str(event.get("location", "")).split())[:200],
    )


def _moment(event: Component, name: str) -> datetime | None:
    value = getattr(event.get(name), "dt", None)
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else to_utc(value, "UTC")
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


@transaction.atomic
def take_reply(reply: Reply, *, sender: str) -> tuple[Meeting, str] | None:
    """Do what an answer says. Returns the meeting and what happened in words, or None when it is not about one of ours.

    The answer is that of the address in it, else of the sender, if invited. An answer to an earlier time of the
    meeting, for one day of a series only, or of somebody who is not invited stands in the thread and changes nothing.
    """
    meeting = Meeting.objects.filter(uid=reply.uid).select_related("organiser").first() if reply.uid else None
    if meeting is None:
        return None
    person = _invited(meeting, reply.email) or _invited(meeting, sender)
    if person is None:
        return meeting, _said(
            meeting, _("%(who)s, who is not invited, answered an invitation.") % {"who": sender[:254]}
        )
    if reply.method == "COUNTER" and reply.start and reply.end:
        text = _("%(name)s proposes another time for “%(meeting)s”: %(time)s.") % {
            "name": str(person),
            "meeting": meeting.subject,
            "time": _span(meeting, reply),
        }
        return meeting, _said(meeting, text, by=person)
    if reply.method != "REPLY" or reply.answer is None:
        return meeting, _("The calendar part of this message says nothing new.")
    return meeting, _answered(meeting, person, reply)


def _answered(meeting: Meeting, person: Attendee, reply: Reply) -> str:
    comment = f"\n\n{reply.comment}" if reply.comment else ""
    answer = Answer(reply.answer) if reply.answer else Answer.WAITING
    if reply.day is not None:
        text = _("%(name)s answered for %(day)s only: %(answer)s.") % {
            "name": str(person),
            "day": when(meeting) if not meeting.is_series else f"{reply.day:%d.%m.%Y}",
            "answer": answer.label,
        }
        return _said(meeting, text + comment, by=person)
    if reply.sequence < _last_time_change(meeting):
        text = _("%(name)s answered the invitation to an earlier time of “%(meeting)s”.") % {
            "name": str(person),
            "meeting": meeting.subject,
        }
        return _said(meeting, text + comment, by=person)
    if not attending.answer(attendee=person, answer=answer, written_at=_not_later(reply.stamp), actor=None):
        return _("An answer that came later counts.")
    person.refresh_from_db()
    if comment:
        attending.say(meeting, reply.comment, by=person)
    return attending.sentence(person)


def _last_time_change(meeting: Meeting) -> int:
    """The lowest SEQUENCE whose answers count. Days of a series moved one by one do not ask everybody again."""
    latest = meeting.sequence - meeting.exceptions.count()
    return latest if meeting.is_series else meeting.sequence


def _not_later(stamp: datetime | None) -> datetime | None:
    """The stamp of a clock that is ahead of ours does not hold up the answers after it."""
    return min(stamp, clock.now()) if stamp else None


def _invited(meeting: Meeting, email: str) -> Attendee | None:
    people = meeting.attendees.select_related("user", "contact", "meeting__organiser")
    return people.filter(email=normalised_email(email)).first() if email else None


def _said(meeting: Meeting, text: str, *, by: Attendee | None = None) -> str:
    attending.say(meeting, text, by=by)
    return text


def _span(meeting: Meeting, reply: Reply) -> str:
    start = reply.start or day_start(meeting.starts_at.date())
    return when(Meeting(starts_at=start, ends_at=reply.end or start, zone=meeting.zone, is_all_day=False))
