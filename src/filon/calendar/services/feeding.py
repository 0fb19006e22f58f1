"""A user's private calendar feed: what calendar programs outside read, and nobody can write through it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from icalendar import Todo

from filon.accounts.models import User
from filon.accounts.secrets import digest, new_secret
from filon.activities.models import Activity
from filon.calendar.choices import Answer
from filon.calendar.models import Attendee, CalendarFeed, Meeting
from filon.calendar.services import ical
from filon.core import clock

BACK = timedelta(days=180)
MOST_MEETINGS = 2000
MOST_ACTIVITIES = 1000
USE_STEP = timedelta(minutes=10)


@transaction.atomic
def make_feed(*, actor: User) -> str:
    """Give `actor` a feed with a new secret, and return its address. Programs that read the old one are shut out."""
    secret = new_secret()
    CalendarFeed.objects.update_or_create(
        user=actor, defaults={"digest": digest(secret), "created_at": clock.now(), "last_used_at": None}
    )
    return settings.FILON_URL + reverse("calendar:feed", args=[secret])


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """Shut out all programs that read the feed of `actor`."""
    CalendarFeed.objects.filter(user=actor).delete()


def user_of_feed(secret: str) -> User | None:
    """Whose feed it is, or None; the last use is noted every ten minutes."""
    feed = CalendarFeed.objects.select_related("user").filter(digest=digest(secret), user__is_active=True).first()
    if feed is None:
        return None
    now = clock.now()
    if feed.last_used_at is None or feed.last_used_at < now - USE_STEP:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=now)
    return feed.user


def feed_of(user: User) -> bytes:
    """The user's meetings of the last half year and all to come that he has not declined, and his open activities."""
    mine = Attendee.objects.filter(user=user).exclude(answer=Answer.DECLINED).values("meeting")
    rows = Meeting.objects.filter(pk__in=mine, is_active=True, occurrences__ends_at__gt=clock.now() - BACK).distinct()
    meetings = rows.select_related("organiser").prefetch_related(
        "exceptions", "attendees__user", "attendees__contact", "reminders"
    )
    parts = []
    for meeting in meetings.order_by("-starts_at")[:MOST_MEETINGS]:
        parts += ical.events_of(meeting, list(meeting.attendees.all()), list(meeting.exceptions.all()))
    return ical.calendar_of([*parts, *_todos(user)], name=ical.own_name(user))


def _todos(user: User) -> list[Todo]:
    """The open activities of a user as tasks, due on their day; those for which a meeting stands there are left out."""
    rows = Activity.objects.open().filter(assignee=user, meeting=None).select_related("type")[:MOST_ACTIVITIES]
    todos = []
    for activity in rows:
        todo = Todo()
        todo.add("uid", f"activity-{activity.pk}@{settings.FILON_MAIL_DOMAIN}")
        todo.add("dtstamp", clock.now())
        todo.add("created", activity.created_at)
        todo.add("summary", ical.clean(activity.summary or str(activity.type)))
        todo.add("due", activity.due_on)
        todo.add("status", "NEEDS-ACTION")
        if activity.note:
            todo.add("description", ical.clean(activity.note))
        todo.add("url", f"{settings.FILON_URL}/r/{activity.record_id}/")
        todos.append(todo)
    return todos
