"""Meetings as iCalendar (RFC 5545), as invitations have them and as feeds do."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vRecur, vText

from filon.accounts.models import User
from filon.calendar.choices import Answer, Privacy, ShowAs
from filon.calendar.models import Attendee, Meeting, MeetingException
from filon.calendar.services.placing import planned_days
from filon.calendar.services.recurring import read_rule, utc_date
from filon.core import clock
from filon.mail.services.addressing import CATCHALL, own_address

PRODUCT = "-//Filon//Filon CRM//RO"


def calendar_of(events: Iterable[Component], *, method: str = "", name: str = "") -> bytes:
    """A calendar file with `events` and the rules of the zones they name."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def events_of(meeting: Meeting, attendees: Sequence[Attendee], exceptions: Sequence[MeetingException]) -> list[Event]:
    """A meeting; of a series also the days that were moved or changed, under the same UID."""
    event = _event(meeting, attendees)
    _place(event, meeting, meeting.starts_at, meeting.ends_at)
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    if repetition is not None:
        event.add("rrule", _rrule(meeting, repetition.rule))
        gone = [row.original_start for row in exceptions if row.is_cancelled]
        if gone:
            event.add("exdate", [_moment(meeting, start) for start in gone])
    changed = [row for row in exceptions if not row.is_cancelled]
    return [event, *(exception_event(meeting, attendees, row) for row in changed)]


def exception_event(meeting: Meeting, attendees: Sequence[Attendee], row: MeetingException) -> Event:
    """One day of a series that is not as the rule says."""
    event = _event(meeting, attendees, row)
    _place(event, meeting, row.starts_at, row.ends_at)
    event.add("recurrence-id", _moment(meeting, row.original_start))
    return event


def organiser_address() -> str:
    """Where answers to invitations go, so that they come to us and not into somebody's own mailbox."""
    return own_address(CATCHALL)


def _event(meeting: Meeting, attendees: Sequence[Attendee], row: MeetingException | None = None) -> Event:
    text: Meeting | MeetingException = row or meeting
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", clock.now())
    event.add("created", meeting.created_at)
    event.add("sequence", row.sequence if row else meeting.sequence)
    event.add("summary", clean(text.subject))
    for name, value in (("location", text.location), ("description", _description(meeting, text.description))):
        if value:
            event.add(name, clean(value))
    if meeting.video_url:
        event.add("url", meeting.video_url)
    event.add("class", "PRIVATE" if meeting.privacy == Privacy.PRIVATE else "PUBLIC")
    event.add("transp", "OPAQUE" if meeting.show_as == ShowAs.BUSY else "TRANSPARENT")
    is_off = (row.is_cancelled if row else False) or not meeting.is_active
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event["organizer"] = _person(organiser_address(), meeting.organiser.name)
    for attendee in attendees:
        if attendee.email:
            event.add("attendee", _attendee(attendee), encode=False)
    return event


def _description(meeting: Meeting, text: str) -> str:
    return "\n\n".join(part for part in (text, meeting.video_url) if part)


def clean(text: str) -> str:
    """A text without control characters, which calendar programs stumble over."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"MAILTO:{address}")
    person.params["CN"] = vText(name.replace('"', "'"))
    return person


def _attendee(attendee: Attendee) -> vCalAddress:
    person = _person(attendee.email, str(attendee))
    person.params["PARTSTAT"] = vText(Answer(attendee.answer).value.upper())
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["RSVP"] = vText("TRUE")
    return person


def _place(event: Event, meeting: Meeting, start: datetime, end: datetime) -> None:
    event.add("dtstart", _moment(meeting, start))
    event.add("dtend", _moment(meeting, end))


def _moment(meeting: Meeting, moment: datetime) -> Any:
    """A day for meetings that take whole days, else the wall clock with its zone, which a series follows."""
    return utc_date(moment) if meeting.is_all_day else moment.astimezone(ZoneInfo(meeting.zone))


def _rrule(meeting: Meeting, rule: str) -> vRecur:
    """The rule with its end. UNTIL is the start of the last day, in UTC as RFC 5545 wants it beside a zone."""
    if meeting.count:
        return vRecur(vRecur.from_ical(f"{rule};COUNT={meeting.count}"))
    last = planned_days(meeting).starts[-1]
    end = f"{last:%Y%m%d}" if meeting.is_all_day else f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return vRecur(vRecur.from_ical(f"{rule};UNTIL={end}"))


def own_name(user: User) -> str:
    """What a calendar program calls a user's feed."""
    return f"{user.name} · Filon"
