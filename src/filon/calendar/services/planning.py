"""Making, changing and cancelling meetings."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.calendar import policies
from filon.calendar.choices import Channel, Privacy, ShowAs
from filon.calendar.models import Attendee, Meeting, Reminder
from filon.calendar.services import inviting, stepping
from filon.calendar.services.attending import ask_again, say, set_attendees
from filon.calendar.services.placing import place, planned_days, search_text
from filon.calendar.services.recurring import Repetition, checked
from filon.calendar.services.zones import checked_zone
from filon.chatter.services.records import require_visible
from filon.contacts.models import Contact
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, sort_key
from filon.history.services import recording
from filon.organisation.models import Tag

LONGEST = timedelta(days=366)
ONE_DAY = timedelta(days=1)
EARLIEST, LATEST = 1990, 2200
_PLAIN = ("location", "video_url", "description", "privacy", "show_as", "is_all_day")


class MeetingValues(TypedDict, total=False):
    """What may be said about a meeting; what is left out stays. `about_id` is the record it is for; `attendees` are
    users, contacts and bare addresses beside the organiser; `reminders` are pairs of a channel and minutes before.
    `activity_id` is the open activity of that record for which a new one is arranged.
    """

    subject: str
    about_id: int | None
    activity_id: int | None
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    zone: str
    location: str
    video_url: str
    description: str
    privacy: Privacy
    show_as: ShowAs
    tags: Sequence[Tag]
    attendees: Iterable[User | Contact | str]
    reminders: Iterable[tuple[Channel, int]]
    repetition: Repetition | None


@transaction.atomic
def create_meeting(*, actor: User, **values: Unpack[MeetingValues]) -> Meeting:
    """Plan a meeting, which `actor` organises; everybody else who is invited gets an invitation by mail.

    The first day of a series is the first that its rule has; a rule with more than 730 days, or longer than ten
    years, is given an end (`until`).
    """
    meeting = Meeting(organiser=actor, zone=checked_zone(values.get("zone") or actor.zone), uid=_new_uid())
    _apply(actor, meeting, values)
    _begin(meeting)
    recording.describe(gettext_noop("Planned a meeting"))
    made = Meeting.objects.create(**_columns(meeting))
    meeting = _finish(made, values)
    set_attendees(meeting, values.get("attendees", ()))
    stepping.arrange(actor, meeting, values.get("activity_id"))
    if meeting.about_id:
        say(meeting, _("Meeting planned: %(what)s") % {"what": inviting.line(meeting)}, actor=actor)
    inviting.invite(meeting, actor=actor)
    return meeting


@transaction.atomic
def update_meeting(*, actor: User | None, meeting: Meeting, **values: Unpack[MeetingValues]) -> Meeting:
    """Change a meeting, or all days of a series; `series` has the changes of some days only.

    A new time, place or rule goes to everybody who is invited, and asks them again; new people get an invitation, those
    taken off a cancellation. With a new time or rule the days that were changed one by one follow the rule again.
    """
    policies.require_change(actor, meeting)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require_active(locked)
    before = timing(locked), locked.location, locked.video_url
    was_there = list(locked.attendees.select_related("user", "contact"))
    _apply(actor, locked, values)
    if timing(locked) != before[0]:
        _begin(locked)
        locked.exceptions.all().delete()
    is_news = (timing(locked), locked.location, locked.video_url) != before
    locked.sequence += 1 if is_news else 0
    recording.describe(gettext_noop("Changed a meeting"))
    locked.save()
    if timing(locked) != before[0]:
        ask_again(locked, actor=actor)
    locked = _finish(locked, values)
    stepping.follow(locked)
    fresh: list[Attendee] = []
    if "attendees" in values:
        fresh = set_attendees(locked, values["attendees"])
    inviting.tell_changes(locked, actor=actor, was_there=was_there, fresh=fresh, is_news=is_news)
    return locked


@transaction.atomic
def cancel_meeting(*, actor: User | None, meeting: Meeting) -> None:
    """Call off a meeting, or a whole series. Those who are invited are told by mail; the page and the thread stay."""
    policies.require_change(actor, meeting)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require_active(locked)
    recording.describe(gettext_noop("Called off a meeting"))
    was_future = inviting.has_future(locked)
    locked.is_active = False
    locked.sequence += 1
    locked.save(update_fields=["is_active", "sequence"])
    place(locked)
    stepping.drop(locked, actor)
    say(locked, _("Meeting called off: %(what)s") % {"what": inviting.line(locked)}, actor=actor)
    if was_future:
        inviting.tell_cancelled(locked, list(locked.attendees.select_related("user", "contact")), actor=actor)


@transaction.atomic
def restore_meeting(*, actor: User | None, meeting: Meeting) -> None:
    """Hold a meeting that was called off after all; those who are invited are asked again."""
    policies.require_change(actor, meeting)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    recording.describe(gettext_noop("Restored a meeting"))
    locked.is_active = True
    locked.sequence += 1
    locked.save(update_fields=["is_active", "sequence"])
    place(locked)
    stepping.revive(locked)
    inviting.invite(locked, actor=actor)


def require_active(meeting: Meeting) -> None:
    """DomainError when the meeting was called off."""
    if not meeting.is_active:
        raise DomainError(_("This meeting was called off. Restore it first."))


def timing(meeting: Meeting) -> tuple[object, ...]:
    """All that says when a meeting is."""
    times = (meeting.starts_at, meeting.ends_at, meeting.is_all_day, meeting.zone)
    return (*times, meeting.rule, meeting.count, meeting.until)


def _new_uid() -> str:
    return f"{uuid4()}@{settings.FILON_MAIL_DOMAIN}"


def _columns(meeting: Meeting) -> Any:
    """The values of a row that is not saved yet, for the manager that makes its record with it."""
    return {
        field.attname: getattr(meeting, field.attname)
        for field in Meeting._meta.concrete_fields
        if field.name != "record"
    }


def _apply(actor: User | None, meeting: Meeting, values: MeetingValues) -> None:
    """Put `values` on the row, checked; nothing is saved."""
    if "subject" in values or not meeting.pk:
        meeting.subject = checked_subject(values.get("subject", ""))
    if "about_id" in values and values["about_id"] != meeting.about_id:
        if values["about_id"] is not None:
            require_visible(actor, values["about_id"])
        meeting.about_id = values["about_id"]
    for name in _PLAIN:
        if name in values:
            setattr(meeting, name, values[name])  # type: ignore[literal-required]
    meeting.video_url = checked_link(meeting.video_url)
    _apply_timing(meeting, values)
    meeting.sort_key, meeting.search_text = sort_key(meeting.subject), search_text(meeting)


def _apply_timing(meeting: Meeting, values: MeetingValues) -> None:
    if values.get("zone"):
        meeting.zone = checked_zone(values["zone"])
    meeting.starts_at = values.get("starts_at", meeting.starts_at)
    meeting.ends_at = values.get("ends_at", meeting.ends_at)
    check_times(meeting.starts_at, meeting.ends_at, is_all_day=meeting.is_all_day)
    if "repetition" in values:
        wanted = checked(values["repetition"]) if values["repetition"] else None
        meeting.rule = wanted.rule if wanted else ""
        meeting.count, meeting.until = (wanted.count, wanted.until) if wanted else (None, None)


def _begin(meeting: Meeting) -> None:
    """Let a series start on the first day of its rule, and end where it may not go on."""
    days = planned_days(meeting)
    if not days.starts:
        raise DomainError(_("The series has no day: check when it ends."), field="until")
    length = meeting.ends_at - meeting.starts_at
    meeting.starts_at, meeting.ends_at = days.starts[0], days.starts[0] + length
    if days.is_cut:
        meeting.count, meeting.until = None, days.starts[-1].date()


def _finish(meeting: Meeting, values: MeetingValues) -> Meeting:
    if "tags" in values:
        meeting.tags.set(values["tags"])
    if "reminders" in values:
        _remind(meeting, values["reminders"])
    place(meeting)
    return meeting


def _remind(meeting: Meeting, wanted: Iterable[tuple[Channel, int]]) -> None:
    pairs = {(str(channel), minutes) for channel, minutes in wanted}
    present = {(row.channel, row.minutes_before): row for row in meeting.reminders.all()}
    for pair, row in present.items():
        if pair not in pairs:
            row.delete()
    for channel, minutes in sorted(pairs - set(present)):
        Reminder.objects.create(meeting=meeting, channel=channel, minutes_before=minutes)


def checked_subject(text: str) -> str:
    """One line; DomainError when nothing is in it."""
    subject = comma_below(" ".join(text.split()))[:200]
    if not subject:
        raise DomainError(_("Write what the meeting is about."), field="subject")
    return subject


def checked_link(text: str) -> str:
    """A web address, with https:// where no scheme stands; DomainError when it is none."""
    link = text.strip()
    if link and "://" not in link:
        link = f"https://{link}"
    parts = urlsplit(link)
    if link and (parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in link):
        raise DomainError(_("Write a link such as https://meet.example.com/filon."), field="video_url")
    return link[:500]


def check_times(start: datetime, end: datetime, *, is_all_day: bool) -> None:
    """DomainError when a meeting ends before it starts, takes longer than a year or lies where no calendar reaches."""
    if end < start or (is_all_day and end <= start):
        raise DomainError(_("The end cannot be before the start."), field="ends")
    if end - start > LONGEST:
        raise DomainError(_("A meeting cannot take longer than a year."), field="ends")
    if not (EARLIEST <= start.year <= LATEST and end.year <= LATEST):
        raise DomainError(_("Choose a day between 1990 and 2200."), field="starts")
