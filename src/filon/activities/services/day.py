"""A user's day: what is due, what he has done, what comes, and since when things are new to him."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Q

from filon.accounts.models import User
from filon.activities.choices import Status
from filon.activities.models import Activity, Morning
from filon.activities.services.reading import due_for
from filon.core import clock

SHOWN = 30
VISIT = timedelta(minutes=30)


@dataclass(frozen=True)
class Day:
    """`due` are the first of `left` activities; `done` those of today, the newest last; then how many come."""

    due: list[Activity]
    left: int
    done: list[Activity]
    tomorrow: int
    week: int


def day_of(user: User) -> Day:
    """The day of `user` where he is, in three statements besides what the rows carry."""
    today = user.today
    related = ("type", "assignee", "record")
    due = due_for(user).select_related(*related).prefetch_related("tags").order_by("due_on", "-priority", "pk")
    rows = list(due[: SHOWN + 1])
    left = len(rows) if len(rows) <= SHOWN else due_for(user).count()
    closed = Activity.objects.exclude(status=Status.OPEN)  # as the index of closed ones has it
    done = closed.filter(assignee=user, status=Status.DONE, closed_at__gte=midnight(today, user.zone)).select_related(
        *related
    )
    coming = Activity.objects.open().filter(assignee=user, due_on__gt=today, due_on__lte=today + timedelta(days=7))
    counts = coming.aggregate(week=Count("pk"), tomorrow=Count("pk", filter=Q(due_on=today + timedelta(days=1))))
    return Day(rows[:SHOWN], left, list(done.order_by("-closed_at")[:5])[::-1], counts["tomorrow"], counts["week"])


def midnight(day: date, zone: str) -> datetime:
    """The beginning of a day in a zone."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


@transaction.atomic
def visit(user: User) -> datetime | None:
    """Note that `user` looks at his day, and give the moment since when things are new to him: his visit before.

    Looking again within half an hour is the same visit.
    """
    now = clock.now()
    morning, _created = Morning.objects.get_or_create(user=user)
    if morning.opened_at is None or now - morning.opened_at > VISIT:
        morning.seen_at, morning.opened_at = morning.opened_at, now
        morning.save(update_fields=["seen_at", "opened_at"])
    return morning.seen_at
