"""The board by any other field than the stage: one column for each value, months of closing for the forecast."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.core.time_limits import TooSlow
from filon.crm.lists.board import ColumnView, Head, written
from filon.crm.lists.cards import Card, cards_at, pattern
from filon.crm.lists.first_cards import first_ids
from filon.crm.lists.known import known_sums
from filon.crm.lists.measures import MEASURES
from filon.crm.lists.targets import targets
from filon.crm.models import Lead, LeadQuerySet
from filon.crm.services.board import CARDS, Place, behind
from filon.history.services import reading
from filon.ui import formatting
from filon.ui.analyses.cube import Cube, cube, value_of
from filon.ui.lists import Facet
from filon.ui.lists.declaration import Grouping, Measure, RecordList
from filon.ui.lists.grouping import NO_VALUE, bucket_of, headings, within
from filon.ui.lists.look import Look
from filon.ui.lists.querying import too_slow_text
from filon.ui.lists.state import ListState
from filon.ui.paging import is_many_to_many
from filon.ui.periods import month_of, span

MOST_COLUMNS = 40
FORECAST_MONTHS = 4
MORE_MONTHS = 36
FEW_COLUMNS, FEW_CARDS = 8, 15
"""Boards with more columns open with fewer cards in each; „Arată mai multe” brings the others."""


@dataclass(frozen=True)
class Columns:
    """The columns' values in order, what they add up to, and the ids of their first cards, one more if there is."""

    values: list[str]
    names: Mapping[str, str]
    sums: Cube
    ids: dict[str, list[int]]


def grouping_of(declared: RecordList, state: ListState) -> Grouping | None:
    """The field that the board of a state is grouped by, or None for the stage."""
    found = next(iter(declared.nesting(state)), None)
    return None if found is None or found.key == "stage" else found


def has_many(grouping: Grouping) -> bool:
    """Whether a lead may have several values, and so a card in several columns."""
    return is_many_to_many(Lead, grouping.path)


def is_forecast(state: ListState) -> bool:
    """Whether the columns are to be the months to come, also empty ones."""
    return "months" in state.options


def columns_of(
    rows: LeadQuerySet, grouping: Grouping, state: ListState, look: Look, facets: Sequence[Facet] = ()
) -> Columns:
    """Two statements for all columns. `facets` are those of the list of all opportunities, which has totals."""
    measure = measure_of(state)
    sums = known_sums(state, look, grouping, measure, facets) or cube(rows, [grouping], [measure], look)
    values = list(sums.headings[0])
    if is_forecast(state) and grouping.dates:
        values = months(values, state, look.today)
    if has_many(grouping):
        values = [*[value for value in values if value != NO_VALUE][: MOST_COLUMNS - 1], NO_VALUE]
    names = headings(rows, grouping, [*values, *targets(grouping, state, look)])
    if not grouping.dates:
        values = list(names)
    values = values[:MOST_COLUMNS]
    return Columns(values, names, sums, first_ids(rows, grouping, values, state, look))


def measure_of(state: ListState) -> Measure:
    """What the heads of the columns add up: the revenue, prorated in the forecast."""
    key = state.options.get("measure", "prorated" if is_forecast(state) else "revenue")
    return next((measure for measure in MEASURES if measure.key == key), MEASURES[0])


def months(found: list[str], state: ListState, today: date) -> list[str]:
    """No date first, then every month from this one to the last with something in it, and those that were added."""
    asked = state.options.get("months", "")
    more = min(int(asked), MORE_MONTHS) if asked.isdecimal() and len(asked) < 4 else 0
    first = month_of(today)[0].isoformat()
    coming = [value for value in found if value != NO_VALUE and value >= first]
    shown = [month_of(today, step)[0].isoformat() for step in range(FORECAST_MONTHS + MORE_MONTHS)]
    last = max([shown[FORECAST_MONTHS - 1], *(value for value in coming if value <= shown[-1])])
    return [NO_VALUE, *shown[: min(shown.index(last) + 1 + more, MOST_COLUMNS - 1)]]


def heads_of(columns: Columns, state: ListState, look: Look) -> list[Head]:
    """The heads of the columns."""
    measure = measure_of(state)
    made = []
    for value in columns.values:
        sums = columns.sums.cells.get((value,))
        made.append(
            Head(
                id=value,
                name=columns.names.get(value, value),
                css="col2",
                count=formatting.number(sums.count if sums else 0),
                revenue=measure.text(value_of(sums, measure, 0) or 0, look),
                requirements="",
                is_won=False,
                add_url="",
                add_label="",
            )
        )
    return made


def grouped_context(
    state: ListState, rows: Any, look: Look, grouping: Grouping, facets: Sequence[Facet] = ()
) -> dict[str, Any]:
    """Everything that the board's template shows."""
    try:
        columns = columns_of(rows, grouping, state, look, facets)
    except TooSlow:
        return {"columns": [], "notice": too_slow_text(), "sum": ""}
    shown = CARDS if len(columns.values) <= FEW_COLUMNS else FEW_CARDS
    places = [(pk, value) for value, ids in columns.ids.items() for pk in ids[:shown]]
    made = cards_at(places, today=look.today, zone=look.zone)
    heads = heads_of(columns, state, look)
    more_months = str(int(state.options["months"]) + 1) if is_forecast(state) else ""
    return {
        "columns": [
            ColumnView(
                head=head,
                cards=[made[pk, head.id] for pk in columns.ids[head.id][:shown] if (pk, head.id) in made],
                more_url=more_url(state, head.id, ids[shown - 1]) if len(ids := columns.ids[head.id]) > shown else "",
            )
            for head in heads
        ],
        "sum": sum_text(columns, grouping, state, rows, look),
        "move_url": pattern("crm:lead-place"),
        "plan_url": pattern("activities:new"),
        "changes_url": reverse("crm:board-changes") + state.url(),
        "cursor": written(reading.newest()),
        "grouped_by": grouping.label,
        "board_view": state.url(),
        "is_board_empty": not made,
        "more_months_url": state.url(options={**state.options, "months": more_months}) if more_months else "",
    }


def more_url(state: ListState, value: str, last: int) -> str:
    """The address of the cards after the last one of a column."""
    return f"{reverse('crm:board-more-of', args=[value])}{replace(state, view='board').url()}&after={last}"


def next_ids(rows: LeadQuerySet, grouping: Grouping, value: str, after: Lead, look: Look) -> list[int]:
    """The ids of the cards after `after` in a column, one more than are shown if there are more."""
    place = Place(after.priority, after.rank, after.pk)
    kept = within(rows, grouping, value, look.zone).filter(behind(place, is_won=False))
    return list(kept.order_by("-priority", "-rank", "-pk").values_list("pk", flat=True)[: CARDS + 1])


def columns_with(lead: Lead, grouping: Grouping, look: Look) -> list[str]:
    """In which columns a lead stands."""
    if not has_many(grouping):
        return [bucket_of(lead, grouping, look)]
    return [str(row.pk) for row in getattr(lead, grouping.path).all()] or [NO_VALUE]


def cards_of(leads: Iterable[Lead], grouping: Grouping, look: Look) -> dict[int, list[Card]]:
    """The cards of some leads, by their ids, in whichever columns they stand."""
    places = [(lead.pk, value) for lead in leads for value in columns_with(lead, grouping, look)]
    found: dict[int, list[Card]] = {}
    for (pk, _value), card in cards_at(places, today=look.today, zone=look.zone).items():
        found.setdefault(pk, []).append(card)
    return found


def dropped_value(grouping: Grouping, value: str) -> str:
    """What a card gets that is dropped on a column: nothing, the value, or the last day of the period."""
    if value == NO_VALUE:
        return ""
    return span(date.fromisoformat(value), grouping.step)[1].isoformat() if grouping.dates else value


def sum_text(columns: Columns, grouping: Grouping, state: ListState, rows: LeadQuerySet, look: Look) -> str:
    """„17 oportunități · 1,4 mil. lei”, of what the columns hold; a lead that stands in several counts once."""
    measure = measure_of(state)
    if has_many(grouping):
        total = rows.aggregate(count=Count("pk"), amount=Sum(measure.total))
        count, amount = total["count"], total["amount"] or 0
    else:
        held = [columns.sums.cells[(value,)] for value in columns.values if (value,) in columns.sums.cells]
        count = sum(sums.count for sums in held)
        amount = sum(value_of(sums, measure, 0) or 0 for sums in held)
    words = ngettext("%(shown)s opportunity", "%(shown)s opportunities", count) % {"shown": formatting.number(count)}
    return " · ".join([words, measure.text(amount, look), _("by %(field)s") % {"field": str(measure.label).lower()}])
