"""From a request to the meeting, the day and the people that it is about."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.calendar.models import Meeting, Occurrence
from filon.chatter.services.records import ThreadRecord, visible_record
from filon.core import clock
from filon.core.ids import id_of, ids_of

MOST_PEOPLE = 12
SHOWN_KEY = "calendar_people"


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if the user may read it."""
    rows = Meeting.objects.visible_to(signed_in(request)).select_related("organiser", "about")
    return get_object_or_404(rows, pk=pk)


def day_of(request: HttpRequest, meeting: Meeting) -> Occurrence:
    """The day of a series that the address names, else the next, else the last; of a cancelled one what it was."""
    rows = meeting.occurrences.select_related("exception")
    named = moment(request.POST.get("day") or request.GET.get("day") or "")
    found = rows.filter(original_start=named).first() if named else None
    found = found or rows.filter(ends_at__gt=clock.now()).first() or rows.last()
    return found or Occurrence(
        meeting=meeting, original_start=meeting.starts_at, starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )


def moment(text: str) -> datetime | None:
    """A moment in ISO form with its zone, or None."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else None


def wall_moment(text: str, zone: str) -> datetime | None:
    """What the calendar sends, the clock on the wall without a zone, as a moment; None when it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def about_of(request: HttpRequest) -> ThreadRecord | None:
    """The record that the address names; 404 when the user may not see it."""
    text = request.POST.get("about") or request.GET.get("about") or ""
    if not text:
        return None
    record = visible_record(signed_in(request), id_of(text) or 0)
    if record is None:
        raise Http404
    return record


def people_of(request: HttpRequest) -> list[User]:
    """Whose calendars are shown: those of the address, which are remembered, else the remembered ones, else mine."""
    user = signed_in(request)
    text: Any = request.GET.get("people", request.session.get(SHOWN_KEY, ""))
    ids = ids_of(str(text).split(","))[:MOST_PEOPLE]
    known = {person.pk: person for person in User.objects.active().filter(pk__in=ids)}
    shown = [known[pk] for pk in dict.fromkeys(ids) if pk in known] or [user]
    if "people" in request.GET:
        request.session[SHOWN_KEY] = ",".join(str(person.pk) for person in shown)
    return shown
