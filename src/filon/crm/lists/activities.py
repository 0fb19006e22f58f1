"""What activities show in the pipeline: the next step of a row, filters by how it stands, the bar of a column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, CharField, Count, OuterRef, Prefetch, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.activities.choices import State
from filon.activities.lists.chips import chip, step_chip
from filon.activities.models import Activity
from filon.activities.services.reading import records_in_state
from filon.crm.models import Lead, LeadQuerySet, Stage
from filon.ui import formatting
from filon.ui.lists import Column, Flag, Flags, cells
from filon.ui.lists.look import Look
from filon.ui.lists.querying import size_of
from filon.ui.lists.state import ListState

LETTERS = {State.OVERDUE: "a-l", State.TODAY: "a-t", State.PLANNED: "a-p", State.NONE: "a-n"}
WIDEST = 6
OPEN_ACTIVITIES = Prefetch(
    "record__activities",
    queryset=Activity.objects.open().select_related("type", "assignee").order_by("due_on", "-priority", "pk"),
    to_attr="open_activities",
)


@dataclass(frozen=True)
class BarPart:
    """A piece of a column's bar: how many stand so, and the address of the board narrowed to them, or without it."""

    css: str
    label: str
    url: str
    is_on: bool


def _condition(state: State) -> "Flag":
    return Flag(state.value, state.label, lambda look: records_in_state(state, look.today))


ACTIVITY_FACET = Flags("activity", gettext_lazy("Activities"), flags=tuple(_condition(state) for state in State))


def _next_of(lead: Lead) -> Activity | None:
    rows: list[Activity] = lead.record.open_activities  # type: ignore[attr-defined]
    order = list(State)
    return min(rows, key=lambda row: order.index(row.state), default=None)


def _shown(lead: Lead, look: Look) -> str:
    row = _next_of(lead)
    if row is None:
        return step_chip(None, look.today) if lead.is_open else ""
    return chip(row.state, row.due_on, row.assignee.today, row.title)


def _plain(lead: Lead) -> date | None:
    row = _next_of(lead)
    return row.due_on if row else None


NEXT_STEP = Column("next", gettext_lazy("Next step"), cells.Cell(_shown, _plain, "nowrap"))


def bars(rows: LeadQuerySet, stages: Sequence[Stage], state: ListState, today: date) -> dict[int, list[BarPart]]:
    """The bar of each stage by its id, from two statements; of more than 10,000 open deals none is made."""
    kept = rows.filter(is_open=True, stage__in=[stage.pk for stage in stages]).order_by()
    if size_of(kept).is_many:
        return {}
    due = Activity.objects.open().filter(record=OuterRef("pk")).order_by("due_on")
    stands = Case(
        When(next_due__lt=today, then=Value(State.OVERDUE.value)),
        When(next_due=today, then=Value(State.TODAY.value)),
        When(next_due__gt=today, then=Value(State.PLANNED.value)),
        default=Value(State.NONE.value),
        output_field=CharField(),
    )
    counted = (
        kept.annotate(next_due=Subquery(due.values("due_on")[:1]))
        .annotate(stands=stands)
        .values_list("stage", "stands")
        .annotate(n=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for stage, stood, count in counted:
        counts.setdefault(stage, {})[stood] = count
    return {stage: _bar(held, state) for stage, held in counts.items()}


def _bar(held: dict[str, int], state: ListState) -> list[BarPart]:
    chosen = state.filters.get("activity", ())
    total = sum(held.values())
    parts = []
    for stood in State:
        count = held.get(stood.value, 0)
        if count:
            is_on = stood.value in chosen
            values = () if is_on else (stood.value,)
            url = replace(state.with_filter("activity", values), view="board").url()
            width = max(1, round(WIDEST * count / total))
            parts.append(BarPart(f"{LETTERS[stood]} g{width}", _words(stood, count), url, is_on))
    return parts


def _words(state: State, count: int) -> str:
    texts = {
        State.OVERDUE: ngettext("%(count)s overdue", "%(count)s overdue", count),
        State.TODAY: ngettext("%(count)s for today", "%(count)s for today", count),
        State.PLANNED: ngettext("%(count)s planned", "%(count)s planned", count),
        State.NONE: _("%(count)s without a next step"),
    }
    return texts[state] % {"count": formatting.number(count)}
