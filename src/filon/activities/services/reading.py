"""What is next on records: set-based, for cards, rows and threads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from filon.accounts.models import User
from filon.activities.choices import State
from filon.activities.models import Activity, ActivityQuerySet, ActivityType, state_on
from filon.core import clock

_ORDER = (State.OVERDUE, State.TODAY, State.PLANNED)


@dataclass(frozen=True)
class NextStep:
    """The most urgent of a record's open activities, in the zone of its assignee, and how many are open."""

    state: State
    due_on: date
    type: ActivityType
    summary: str
    count: int
    activity_id: int
    priority: int

    @property
    def title(self) -> str:
        """What it is called."""
        return self.summary or str(self.type)


def next_steps(record_ids: Collection[int], today: date) -> dict[int, NextStep]:
    """The next step of each of these records that has one; one statement. `today` is the day where the reader is, and
    holds for assignees of his zone."""
    rows = (
        Activity.objects.open()
        .filter(record__in=record_ids)
        .select_related("type")
        .only("record_id", "due_on", "summary", "priority", "assignee_id", "type")
        .annotate(zone=F("assignee__time_zone"))
        .order_by("record_id", "due_on", "-priority", "pk")
    )
    days: dict[str, date] = {}
    found: dict[int, NextStep] = {}
    for row in rows:
        zone: str = getattr(row, "zone")  # noqa: B009  an annotation
        day = days.get(zone) or days.setdefault(zone, clock.today(zone) if zone else today)
        state, known = state_on(row.due_on, day), found.get(row.record_id)
        count = known.count + 1 if known else 1
        if known is None or _ORDER.index(state) < _ORDER.index(known.state):
            found[row.record_id] = NextStep(state, row.due_on, row.type, row.summary, count, row.pk, row.priority)
        else:
            found[row.record_id] = NextStep(
                known.state, known.due_on, known.type, known.summary, count, known.activity_id, known.priority
            )
    return found


def in_state(state: State, today: date) -> ActivityQuerySet:
    """The open activities that stand so today, each where its assignee is; `today` is the reader's day."""
    return Activity.objects.open().filter(_due(state, today))


def records_in_state(state: State, today: date) -> Q:
    """The condition on rows whose primary key is a record: how their most urgent activity stands."""
    of_row = Activity.objects.open().filter(record=OuterRef("pk")).order_by()
    if state == State.NONE:
        return ~Q(Exists(of_row))
    condition = Q(Exists(of_row.filter(_due(state, today))))
    for worse in _ORDER[: _ORDER.index(state)]:
        condition &= ~Q(Exists(of_row.filter(_due(worse, today))))
    return condition


def due_for(user: User) -> ActivityQuerySet:
    """What `user` is to do today or should have done before."""
    return Activity.objects.open().filter(assignee=user, due_on__lte=user.today)


def due_count(user: User) -> int:
    """How many activities of `user` are due or overdue: the number beside the menu entry."""
    return due_for(user).count()


def open_of(record_id: int) -> "QuerySet[Activity]":
    """The open activities of a record, the most urgent first."""
    rows = Activity.objects.open().filter(record=record_id)
    return rows.select_related("type", "assignee", "record").prefetch_related("tags")


def _due(state: State, today: date) -> Q:
    """Which days stand so: `today` holds for most, and is another day for assignees in zones far away."""
    compared = {State.OVERDUE: "lt", State.TODAY: "exact", State.PLANNED: "gt"}[state]
    days: dict[date, list[str]] = {}
    for zone in User.objects.order_by().values_list("time_zone", flat=True).distinct():
        if zone and (day := clock.today(zone)) != today:
            days.setdefault(day, []).append(zone)
    if not days:
        return Q(**{f"due_on__{compared}": today})
    apart = [zone for zones in days.values() for zone in zones]
    condition = Q(**{f"due_on__{compared}": today}) & ~Q(assignee__time_zone__in=apart)
    for day, zones in days.items():
        condition |= Q(**{f"due_on__{compared}": day}, assignee__time_zone__in=zones)
    return condition
