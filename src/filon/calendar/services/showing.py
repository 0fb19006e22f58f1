"""What the calendar's page draws: occurrences in a span, as the reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.calendar.choices import Answer
from filon.calendar.hooks import colourings
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.calendar.services.reading import between, hidden_from, of_people
from filon.organisation.models import Tag
from filon.ui.formatting import hue

MOST = 5000
LONGEST = timedelta(days=100)
_FIELDS = (
    "meeting_id", "original_start", "starts_at", "ends_at", "exception__subject", "meeting__subject",
    "meeting__is_all_day", "meeting__organiser_id", "meeting__rule",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What the page shows: a span, whose calendars, meetings about which record, and what colours mean."""

    start: datetime
    end: datetime
    people: Sequence[int]
    about_id: int | None = None
    colour: str = "person"


def events(user: User, wanted: Wanted) -> list[dict[str, Any]]:
    """The events as FullCalendar takes them, on the clock of `user`; six queries for any number."""
    rows = between(wanted.start, min(wanted.end, wanted.start + LONGEST))
    rows = rows.filter(meeting__about=wanted.about_id) if wanted.about_id else of_people(rows, wanted.people)
    found = list(rows.order_by("starts_at", "pk").values_list(*_FIELDS)[:MOST])
    ids = {row[0] for row in found}
    hidden = hidden_from(user, ids)
    who = _coming(ids)
    hues = _hues(wanted, {row[0]: row[7] for row in found}, who)
    zone, pattern = ZoneInfo(user.zone), reverse("calendar:meeting", args=[0])
    return [
        _event(
            row,
            zone,
            pattern,
            is_hidden=row[0] in hidden,
            people=who.get(row[0], {}),
            user_id=user.pk,
            hue=hues[row[0]],
        )
        for row in found
    ]


def _event(
    row: tuple[Any, ...],
    zone: ZoneInfo,
    pattern: str,
    *,
    is_hidden: bool,
    people: dict[int, str],
    user_id: int,
    hue: int,
) -> dict[str, Any]:
    pk, original, start, end, own_subject, subject, is_all_day, organiser, rule = row
    place = UTC if is_all_day else zone
    mine = people.get(user_id)
    look = [f"cal-{hue}"]
    if mine in (Answer.TENTATIVE, Answer.WAITING):
        look.append("is-maybe")
    event: dict[str, Any] = {
        "id": f"{pk}:{original.timestamp():.0f}",
        "start": _written(start.astimezone(place), is_all_day),
        "end": _written(end.astimezone(place), is_all_day),
        "allDay": is_all_day,
        "title": _("Busy") if is_hidden else own_subject or subject,
        "classNames": look,
        "editable": not is_hidden and (mine is not None or organiser == user_id),
    }
    if not is_hidden:
        event["url"] = _url(pattern, pk, original)
        event["extendedProps"] = {"meeting": pk, "day": original.isoformat(), "series": bool(rule)}
    return event


def meeting_url(pk: int, day: datetime | None = None) -> str:
    """The page of a meeting, of a series on one day."""
    return _url(reverse("calendar:meeting", args=[0]), pk, day)


def _url(pattern: str, pk: int, day: datetime | None) -> str:
    """The address by the one of number 0: finding an address costs more than all else that an event needs."""
    url = pattern.replace("/0/", f"/{pk}/")
    return f"{url}?day={day.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if day else url


def _written(moment: datetime, is_all_day: bool) -> str:
    return moment.date().isoformat() if is_all_day else moment.replace(tzinfo=None).isoformat()


def _coming(ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each meeting the users who are invited, with their answers."""
    found = dict[int, dict[int, str]]()
    rows = Attendee.objects.filter(meeting__in=ids, user__isnull=False)
    for meeting_id, user_id, answer in rows.values_list("meeting_id", "user_id", "answer"):
        found.setdefault(meeting_id, {})[user_id or 0] = answer
    return found


def _hues(wanted: Wanted, organisers: dict[int, int], who: dict[int, dict[int, str]]) -> dict[int, int]:
    """The hue, 1 to 8, of each meeting: of its person among those shown, of its first tag, or as a room says."""
    if wanted.colour == "tag":
        tags = dict(
            Meeting.tags.through._default_manager.filter(meeting__in=list(organisers))
            .order_by("-tag_id")
            .values_list("meeting_id", "tag__colour")
        )
        return {pk: (tags.get(pk, 1) - 1) % 8 + 1 for pk in organisers}
    foremost = {pk: _foremost(wanted.people, organiser, who.get(pk, {})) for pk, organiser in organisers.items()}
    other = colourings.get(wanted.colour)
    if other is not None:
        by_person = other.hues(set(foremost.values()))
        return {pk: by_person.get(person, 1) for pk, person in foremost.items()}
    names = dict(User.objects.filter(pk__in=set(foremost.values())).values_list("pk", "name"))
    return {pk: hue(names.get(person, "")) for pk, person in foremost.items()}


def legend(colour: str, people: Sequence[User]) -> list[tuple[str, int]]:
    """What the hues mean: each name with its hue, 1 to 8."""
    if colour == "tag":
        tags = Tag.objects.filter(meetings__is_active=True).distinct()
        return [(str(tag), (tag.colour - 1) % 8 + 1) for tag in tags]
    other = colourings.get(colour)
    return other.legend() if other is not None else [(person.name, hue(person.name)) for person in people]


def _foremost(shown: Sequence[int], organiser: int, people: dict[int, str]) -> int:
    """Whose meeting it is among those whose calendars are shown."""
    if organiser in shown:
        return organiser
    return next((person for person in shown if person in people), organiser)


def opening(about_id: int, user: User, now: datetime) -> tuple[str, datetime]:
    """With which view and at which moment the calendar opens for a record: where its meetings are.

    Unfinished ones count if there are any; all in one week open that week, else the month of the first.
    """
    zone = ZoneInfo(user.zone)
    rows = Occurrence.objects.filter(meeting__about=about_id).order_by("starts_at")
    starts = list(rows.filter(ends_at__gt=now).values_list("starts_at", flat=True)[:50])
    starts = starts or list(rows.values_list("starts_at", flat=True)[:50])
    if not starts:
        return "timeGridWeek", now
    weeks = {start.astimezone(zone).isocalendar()[:2] for start in starts}
    return ("timeGridWeek" if len(weeks) == 1 else "dayGridMonth"), starts[0]
