"""What is next on records: set-based, for cards, rows and threads."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from filon.accounts.models import User
from filon.activities.choices import State
from filon.activities.models import Activity, ActivityQuerySet, state_on
from filon.core import clock
from filon.core.fields import translated

_KEPT = "_due_activities"
COUNTED = 100
"""How many due activities are counted on each page; beyond, the number says that there are more."""
_ORDER = (State.OVERDUE, State.TODAY, State.PLANNED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The most urgent of a record's open activities, in the zone of its assignee, and how many are open."""

    state: State
    due_on: date
    type_id: int
    type_name: dict[str, str]
    summary: str
    priority: int
    activity_id: int
    count: int = 1

    @property
    def title(self) -> str:
        """What it is called: the summary, else its type."""
        return self.summary or translated(self.type_name)


def next_steps(record_ids: Collection[int], today: date) -> dict[int, NextStep]:
    """The next step of each of these records that has one; one statement. `today` is the day where the reader is, and
    holds for assignees without a zone of their own."""
    rows = (
        Activity.objects.open()
        .filter(record__in=record_ids)
        .order_by("record_id", "due_on", "-priority", "pk")
        .values_list("record_id", "assignee__time_zone", "due_on", "type_id", "type__name", "summary", "priority", "pk")
    )
    days: dict[str, date] = {"": today}
    found: dict[int, NextStep] = {}
    for record_id, zone, due_on, type_id, type_name, summary, priority, pk in rows:
        if zone not in days:
            days[zone] = clock.today(zone)
        step, known = (
            NextStep(state_on(due_on, days[zone]), due_on, type_id, type_name, summary, priority, pk),
            found.get(record_id),
        )
        if known is None:
            found[record_id] = step
        else:
            urgent = step if _ORDER.index(step.state) < _ORDER.index(known.state) else known
            found[record_id] = replace(urgent, count=known.count + 1)
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
    """How many activities of `user` are due or overdue, at most `COUNTED`: the number in the menu and in the header.

    Kept on the user object, which lives as long as a request: a page asks three times.
    """
    kept: int | None = user.__dict__.get(_KEPT)
    if kept is None:
        kept = user.__dict__[_KEPT] = due_for(user)[:COUNTED].count()
    return kept


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
