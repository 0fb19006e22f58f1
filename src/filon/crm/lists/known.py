"""What the totals know of a list: how many opportunities a state leaves and what they are worth, however many."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.db import connection

from filon.crm.models import Audience, Lead
from filon.crm.services.recently_won import won_since_day
from filon.ui.analyses.cube import Cube, Sums
from filon.ui.lists import Facet, Grouping, Known, Measure
from filon.ui.lists.filters import NONE
from filon.ui.lists.grouping import NO_VALUE, headings
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState

_STATES = {status: f"(state = '{status}')" for status in ("open", "won", "lost", "archived")}
_EVERY_STATE = "state <> 'lead'"
_ID_OF_NOTHING = "0"


def known_figures(state: ListState, look: Look, facets: Sequence[Facet]) -> Known | None:
    """The figures of the pipeline in this state; None when something narrows it that the totals do not tell apart."""
    where = _where(state, look, facets)
    return _read(where, "owner_key" if state.filters.get("whose") == ("mine",) else "") if where else None


def known_sums(
    state: ListState, look: Look, grouping: Grouping, measure: Measure, facets: Sequence[Facet]
) -> Cube | None:
    """What each person's or team's rows add up to, by their revenue; None when the totals do not tell."""
    where = (
        _where(state, look, facets)
        if facets and grouping.key in ("salesperson", "team") and measure.key == "revenue"
        else None
    )
    if where is None:
        return None
    parts = [
        f"SELECT {grouping.key} AS whose, count, cents FROM crm_lead{table} WHERE {where}"  # noqa: S608
        for table in ("total", "delta")
    ]
    kept = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT whose, sum(count), sum(cents) FROM ({kept}) AS kept GROUP BY whose")  # noqa: S608
        found = [(whose, int(count), Decimal(int(cents)) / 100) for whose, count, cents in cursor.fetchall() if count]
    cells: dict[tuple[str, ...], Sums] = {
        (str(whose) if whose else NO_VALUE,): Sums(count, ((amount, count),)) for whose, count, amount in found
    }
    names = headings(Lead.objects.all(), grouping, [value for (value,) in cells])
    return Cube([grouping], [measure], cells, [names])


def _where(state: ListState, look: Look, facets: Sequence[Facet]) -> str | None:
    """The condition on the totals that means the state, or None."""
    if state.q or state.rules or not state.filters.keys() <= _CONDITIONS.keys():
        return None
    by_key = {facet.key: facet for facet in facets}
    conditions = [_seen(look)]
    for key, values in state.filters.items():
        offered = {option.value for option in by_key[key].options(look)}
        condition = _CONDITIONS[key](values, look) if set(values) <= offered else None
        if condition is None:
            return None
        conditions.append(condition)
    if "status" not in state.filters:
        conditions.append(_EVERY_STATE)
    return " AND ".join(f"({condition})" for condition in conditions)


def _read(where: str, pinned: str) -> Known:
    """The sum of the totals and deltas; only integers and our own words are in the text."""
    parts = [f"SELECT count, cents FROM crm_lead{table} WHERE {where}" for table in ("total", "delta")]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum(count), sum(cents) FROM ({' UNION ALL '.join(parts)}) AS kept")  # noqa: S608
        count, cents = cursor.fetchone()
    return Known(int(count or 0), {"revenue": Decimal(int(cents or 0)) / 100}, pinned)


def _seen(look: Look) -> str:
    branches = Audience.of(look.user).branches()
    return " OR ".join(f"({branch.total})" for branch in branches if branch.total) or "1 = 1"


def _status(values: Sequence[str], _look: Look) -> str | None:
    states = {**_STATES, "recent": f"(state = 'won' AND day >= {won_since_day():d})"}
    return " OR ".join(states[value] for value in values) if set(values) <= states.keys() else None


def _whose(values: Sequence[str], look: Look) -> str | None:
    people = {"mine": look.user.pk, "nobody": 0}
    if not set(values) <= people.keys():
        return None
    return f"salesperson IN ({', '.join(str(people[value]) for value in values)})"


def _one_of(column: str) -> Callable[[Sequence[str], Look], str | None]:
    def condition(values: Sequence[str], _look: Look) -> str | None:
        ids = [_ID_OF_NOTHING if value == NONE else value for value in values]
        return f"{column} IN ({', '.join(str(int(value)) for value in ids)})" if ids else None

    return condition


_CONDITIONS: dict[str, Callable[[Sequence[str], Look], str | None]] = {
    "status": _status,
    "whose": _whose,
    "stage": _one_of("stage"),
    "team": _one_of("team"),
    "salesperson": _one_of("salesperson"),
}
