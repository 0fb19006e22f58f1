"""What those who are invited get by mail: invitations, updates and cancellations that their calendars understand."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.accounts.models import User
from filon.calendar.models import Attendee, Meeting, MeetingException, Occurrence
from filon.calendar.services import ical
from filon.calendar.services.links import answer_link
from filon.calendar.services.recurring import read_rule, utc_date
from filon.core import clock
from filon.core.house import house
from filon.mail.parsing.addresses import addresses
from filon.mail.services.composing import CalendarPart, OutboundFile, is_sendable
from filon.mail.services.sending import queue_message
from filon.ui import formatting

Day = MeetingException | Occurrence | None


def has_future(meeting: Meeting) -> bool:
    """Whether any of its days is still to come."""
    return meeting.occurrences.filter(ends_at__gt=clock.now()).exists() or meeting.ends_at > clock.now()


def when(meeting: Meeting, day: Day = None, zone: str = "") -> str:
    """The time in words on the clock of `zone`, the meeting's own by default: „joi 26.11.2026, 10:00–11:00”."""
    start, end = (day.starts_at, day.ends_at) if day else (meeting.starts_at, meeting.ends_at)
    return span_words(meeting, start, end, zone)


def span_words(meeting: Meeting, start: datetime, end: datetime, zone: str = "") -> str:
    """The same for a time that is none of the meeting's days."""
    if not meeting.is_all_day:
        return span(start, end, zone or meeting.zone)
    first = utc_date(start)
    days = (utc_date(end) - first).days
    words = formatting.weekday_exact(first)
    return f"{words}, {formatting.days(days)}" if days > 1 else _("%(day)s, all day") % {"day": words}


def span(start: datetime, end: datetime, zone: str) -> str:
    """From when to when on the clock of `zone`; the day stands once when it is one."""
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (start, end))
    words = f"{formatting.weekday_exact(first.date())}, {first:%H:%M}"
    if first.date() == last.date():
        return f"{words}–{last:%H:%M}"
    return f"{words} – {formatting.weekday_exact(last.date())}, {last:%H:%M}"


def line(meeting: Meeting, day: Day = None) -> str:
    """A meeting in one line, for threads: its subject, time, rule and place."""
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    parts = [f"{meeting.subject}, {when(meeting, day)}"]
    if repetition and day is None:
        parts.append(repetition.words())
    if meeting.location:
        parts.append(meeting.location)
    return " · ".join(parts)


def invite(meeting: Meeting, *, actor: User | None) -> None:
    """Send everybody but the actor the invitation, unless the meeting is over."""
    if has_future(meeting):
        people = list(meeting.attendees.select_related("user", "contact"))
        _send_invitations(meeting, people, actor=actor, is_update=False)


def tell_changes(
    meeting: Meeting,
    *,
    actor: User | None,
    was_there: Sequence[Attendee],
    fresh: Sequence[Attendee],
    is_news: bool,
) -> None:
    """After a change: those taken off are told so, new ones are invited, and the rest hear of the new time."""
    people = list(meeting.attendees.select_related("user", "contact"))
    present = {row.pk for row in people}
    if not has_future(meeting):
        return
    tell_cancelled(meeting, [row for row in was_there if row.pk not in present], actor=actor)
    new = {row.pk for row in fresh}
    _send_invitations(meeting, [row for row in people if row.pk in new], actor=actor, is_update=False)
    if is_news:
        _send_invitations(meeting, [row for row in people if row.pk not in new], actor=actor, is_update=True)


def tell_cancelled(meeting: Meeting, people: Sequence[Attendee], *, actor: User | None) -> None:
    """Take the meeting out of the calendars of `people`."""
    events = ical.events_of(meeting, people, [])[:1]
    for event in events:
        event["status"] = "CANCELLED"
    content = ical.calendar_of(events, method="CANCEL")
    for person in _reached(people, actor):
        with override(_language(person)):
            subject = _("Called off: %(meeting)s") % {"meeting": meeting.subject}
            _send(meeting, person, subject, f"{subject}\n\n{line(meeting)}", "CANCEL", content, actor)


def tell_day(meeting: Meeting, row: MeetingException, *, actor: User | None) -> None:
    """Tell everybody that one day of a series has another time, or was called off."""
    if max(row.ends_at, row.original_start) <= clock.now():
        return
    people = list(meeting.attendees.select_related("user", "contact"))
    method = "CANCEL" if row.is_cancelled else "REQUEST"
    content = ical.calendar_of([ical.exception_event(meeting, people, row)], method=method)
    for person in _reached(people, actor):
        with override(_language(person)):
            pattern = _("Called off: %(meeting)s") if row.is_cancelled else _("New time: %(meeting)s")
            subject = pattern % {"meeting": row.subject}
            text = f"{subject}\n\n{when(meeting, row, _zone(person, meeting))}"
            _send(meeting, person, subject, text, method, content, actor)


def _send_invitations(meeting: Meeting, people: Sequence[Attendee], *, actor: User | None, is_update: bool) -> None:
    if not people:
        return
    every = list(meeting.attendees.select_related("user", "contact"))
    content = ical.calendar_of(ical.events_of(meeting, every, list(meeting.exceptions.all())), method="REQUEST")
    for person in _reached(people, actor):
        with override(_language(person)):
            pattern = _("New time: %(meeting)s") if is_update else _("Invitation: %(meeting)s")
            subject = pattern % {"meeting": meeting.subject}
            _send(meeting, person, subject, invitation_text(meeting, person), "REQUEST", content, actor)


def invitation_text(meeting: Meeting, person: Attendee) -> str:
    """What an invitation says to a reader, in the active language."""
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    zone = _zone(person, meeting)
    rows = [
        _("%(name)s invites you: %(meeting)s") % {"name": meeting.organiser.name, "meeting": meeting.subject},
        "",
        f"{when(meeting, zone=zone)}{'' if meeting.is_all_day else f' ({zone})'}",
        repetition.words() if repetition else "",
        meeting.location,
        meeting.video_url,
        "",
        meeting.description,
        "",
        _("Accept, decline or answer maybe here, without signing in:"),
        answer_link(person),
    ]
    return "\n".join(row for at, row in enumerate(rows) if row or at in (1, 6, 8)).strip()


def _reached(people: Sequence[Attendee], actor: User | None) -> list[Attendee]:
    """Those who get mail: who have an address, and did not do it themselves."""
    return [
        row for row in people if row.email and (actor is None or row.user_id != actor.pk) and _can_be_sent(row.email)
    ]


def _can_be_sent(email: str) -> bool:
    return any(is_sendable(address) for address in addresses(email))


def _language(person: Attendee) -> str:
    known = person.user or person.contact
    return (known.language if known else "") or house().language


def _zone(person: Attendee, meeting: Meeting) -> str:
    return person.user.zone if person.user else meeting.zone


def _send(
    meeting: Meeting, person: Attendee, subject: str, text: str, method: str, content: bytes, actor: User | None
) -> None:
    queue_message(
        record_id=meeting.pk,
        author=actor or meeting.organiser,
        to=[person.email],
        subject=subject,
        text=text,
        attachments=[OutboundFile("invite.ics", "application/ics", content)],
        calendar=CalendarPart(method, content),
    )
