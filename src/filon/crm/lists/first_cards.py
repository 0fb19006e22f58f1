"""The first cards of each column of a board by another field than the stage, in one statement."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from filon.crm.models import Lead, LeadQuerySet, Stage
from filon.crm.services.board import CARDS
from filon.ui.lists.declaration import Grouping
from filon.ui.lists.grouping import NO_VALUE, within
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState

KEYS = {"salesperson": "owner_key", "team": "team_id"}
"""What begins the indexes of the board that give the cards of one person, or team, and stage in their order."""
RECENT = {"open", "recent"}
_VALUE, _STAGE = -987_654_321, -987_654_322
MOST_PIECES = 450
Piece = tuple[str, list[Any]]


def first_ids(
    rows: LeadQuerySet, grouping: Grouping, values: Sequence[str], state: ListState, look: Look
) -> dict[str, list[int]]:
    """The ids of the first cards of each column, by priority and rank, one more than are shown if there are more."""
    pieces = list(_by_index(rows, grouping, values, state, look)) or list(_plain(rows, grouping, values, look))
    found: dict[str, list[tuple[int, int, int]]] = {value: [] for value in values}
    if pieces:
        parts = [f"SELECT {at:d} AS place, piece.* FROM ({sql}) AS piece" for at, (sql, _params) in pieces]  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [each for _at, (_sql, params) in pieces for each in params])
            for at, pk, priority, rank in cursor.fetchall():
                found[values[at]].append((priority, rank, pk))
    return {
        value: [pk for _priority, _rank, pk in sorted(places, reverse=True)[: CARDS + 1]]
        for value, places in found.items()
    }


def _plain(rows: LeadQuerySet, grouping: Grouping, values: Sequence[str], look: Look) -> Iterator[tuple[int, Piece]]:
    """A piece for each column: its rows are read and sorted."""
    for at, value in enumerate(values):
        yield at, _piece(within(rows, grouping, value, look.zone))


def _by_index(
    rows: LeadQuerySet, grouping: Grouping, values: Sequence[str], state: ListState, look: Look
) -> Iterator[tuple[int, Piece]]:
    """A piece for each column and stage, which an index gives in order without reading more; nothing where none does.

    They differ in two numbers, so one is written by the ORM and the others copy it.
    """
    statuses = set(state.filters.get("status", ()))
    stages = list(Stage.objects.filter(is_won=False).values_list("pk", flat=True)) if grouping.key in KEYS else []
    if not statuses or not statuses <= RECENT or not stages or len(values) * (len(stages) + 1) > MOST_PIECES:
        return
    of_one = rows.filter(**{KEYS[grouping.key]: _VALUE})
    is_open, is_won = _piece(of_one.filter(is_open=True, stage=_STAGE)), _piece(of_one.filter(is_won=True))
    for at, value in enumerate(values):
        if value == NO_VALUE:
            nobody = Q(owner_key__lte=0) if grouping.key == "salesperson" else Q()
            yield at, _piece(within(rows, grouping, value, look.zone).filter(nobody))
            continue
        if "open" in statuses:
            for stage in stages:
                yield at, _copied(is_open, {_VALUE: int(value), _STAGE: stage})
        if "recent" in statuses:
            yield at, _copied(is_won, {_VALUE: int(value)})


def _piece(rows: QuerySet[Lead]) -> Piece:
    ordered = rows.order_by("-priority", "-rank", "-pk").values_list("pk", "priority", "rank")
    sql, params = ordered[: CARDS + 1].query.sql_with_params()
    return sql, list(params)


def _copied(piece: Piece, numbers: dict[int, int]) -> Piece:
    sql, params = piece
    return sql, [numbers.get(each, each) if isinstance(each, int) else each for each in params]
