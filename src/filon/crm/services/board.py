"""Which cards a board shows and what its columns add up to, in two statements however many leads there are.

Every column of every branch of the row rule is one piece with its own LIMIT, glued by UNION ALL: each piece is read
from an index in the order of the board. Only integers and the moment `won_since` enter the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from filon.crm.models import Branch, LeadQuerySet, Stage
from filon.crm.services.recently_won import won_since, won_since_day

CARDS = 40
"""Cards of a column before „Arată mai multe”."""


@dataclass(frozen=True)
class Place:
    """Where a card stands in its column, so that the next ones can be asked for: falling `major`, `minor` and `id`.

    For open cards these are priority and rank, for won ones the second of closing and nothing.
    """

    major: int
    minor: int
    id: int


@dataclass(frozen=True)
class Figures:
    """What a column adds up to: how many deals, and their expected revenue in our currency."""

    count: int = 0
    revenue: Decimal = Decimal(0)


@dataclass(frozen=True)
class Column:
    """The cards of a stage, in order; `has_more` when others follow the last one."""

    stage: Stage
    places: tuple[Place, ...]
    has_more: bool


def columns(stages: Sequence[Stage], branches: Iterable[Branch], after: Place | None = None) -> list[Column]:
    """The first cards of each stage, or those after a place; one statement."""
    branches = list(branches)
    is_alone = sum(stage.is_won for stage in stages) == 1
    pieces = [_piece(stage, branch, after, is_alone=is_alone) for stage in stages for branch in branches]
    found: dict[int, list[Place]] = {stage.pk: [] for stage in stages}
    if pieces:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(pieces))
            for stage, major, minor, pk in cursor.fetchall():
                found[stage].append(Place(major, minor, pk))
    return [column_of(stage, found[stage.pk]) for stage in stages]


def figures(stages: Sequence[Stage], branches: Iterable[Branch]) -> dict[int, Figures]:
    """Count and revenue of each stage by its id, of open deals and of those won since `won_since`, from the totals."""
    branches = list(branches)
    sums: dict[int, list[int]] = {stage.pk: [0, 0] for stage in stages}
    if branches and stages:
        with connection.cursor() as cursor:
            cursor.execute(_figures(branches))
            for stage, count, cents in cursor.fetchall():
                sums[stage] = [int(count), int(cents)]
    return {stage: Figures(count, Decimal(cents) / 100) for stage, (count, cents) in sums.items()}


def column_of(stage: Stage, places: list[Place]) -> Column:
    """A column of up to CARDS cards, in order, of one place more if there are more cards."""
    places.sort(key=lambda place: (place.major, place.minor, place.id), reverse=True)
    return Column(stage, tuple(places[:CARDS]), len(places) > CARDS)


def _piece(stage: Stage, branch: Branch, after: Place | None, *, is_alone: bool) -> str:
    """The first cards of one column in one branch. A won stage that is alone need not be asked of the index."""
    in_stage = f"stage_id = {stage.pk:d}"
    if stage.is_won:
        conditions = ["is_won", f"closed_at >= {_moment(won_since())}", *([] if is_alone else [in_stage])]
        major, minor, order = _second(), "0", "closed_at DESC, id DESC"
    else:
        conditions = ["is_open", in_stage]
        major, minor, order = "priority", "rank", "priority DESC, rank DESC, id DESC"
    if branch.lead:
        conditions.append(branch.lead)
    if after is not None:
        conditions.append(f"({major}, {minor}, id) < ({after.major:d}, {after.minor:d}, {after.id:d})")
    return (
        f"SELECT * FROM (SELECT CAST({stage.pk:d} AS bigint) AS stage, {major} AS major, {minor} AS minor, id "  # noqa: S608
        f"FROM crm_lead WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {CARDS + 1}) AS piece"
    )


def _figures(branches: list[Branch]) -> str:
    seen = " OR ".join(f"({branch.total})" for branch in branches if branch.total) or "1 = 1"
    states = ("state = 'open' AND day = 0", f"state = 'won' AND day >= {won_since_day():d}")
    # A piece for each state, since an OR of both would read the table.
    kept = [
        f"SELECT stage, count, cents FROM crm_lead{table} WHERE {state} AND ({seen})"  # noqa: S608
        for table in ("total", "delta")
        for state in states
    ]
    return f"SELECT stage, sum(count), sum(cents) FROM ({' UNION ALL '.join(kept)}) AS kept GROUP BY stage"  # noqa: S608


def _moment(moment: datetime) -> str:
    """A moment as both engines compare it with the column."""
    text = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    return f"'{text}+00'" if connection.vendor == "postgresql" else f"'{text}'"


def _second() -> str:
    """The second of closing as a whole number."""
    if connection.vendor == "postgresql":
        return "CAST(extract(epoch FROM closed_at) AS bigint)"
    return "CAST(strftime('%s', closed_at) AS integer)"


def filtered_column(rows: LeadQuerySet, stage: Stage, after: Place | None = None) -> Column:
    """A column of any rows, such as the hits of a search: open (or lost) ones by priority, won ones by closing."""
    kept = rows.filter(stage=stage, is_won=stage.is_won)
    order = ["-closed_at", "-pk"] if stage.is_won else ["-priority", "-rank", "-pk"]
    if after is not None:
        kept = kept.filter(behind(after, is_won=stage.is_won))
    found = kept.order_by(*order).values_list(*(name.removeprefix("-") for name in order))[: CARDS + 1]
    places = [Place(int(row[0].timestamp()), 0, row[1]) if stage.is_won else Place(*row) for row in found]
    return column_of(stage, places)


def behind(place: Place, *, is_won: bool) -> Q:
    """What stands behind `place`."""
    if is_won:
        second = datetime.fromtimestamp(place.major, UTC)
        next_second = second + timedelta(seconds=1)
        return Q(closed_at__lt=second) | Q(closed_at__gte=second, closed_at__lt=next_second, pk__lt=place.id)
    same = Q(priority=place.major)
    return (
        Q(priority__lt=place.major) | (same & Q(rank__lt=place.minor)) | (same & Q(rank=place.minor, pk__lt=place.id))
    )
