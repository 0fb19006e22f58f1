"""The board: the view of the pipeline in columns, one for each stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.accounts.models import User
from filon.core.fields import translated
from filon.crm.lists.cards import Card, cards, pattern
from filon.crm.models import Audience, Branch, Lead, LeadQuerySet, Stage
from filon.crm.services import board
from filon.crm.services.board import Column, Figures, Place
from filon.history.services import reading
from filon.mail.models import Alias
from filon.organisation.models import Organisation
from filon.ui import formatting
from filon.ui.lists.declaration import RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.querying import size_of
from filon.ui.lists.state import ListState

ON_BOARD = {"open", "recent"}
"""The values of the facet `status` that a board shows anyway."""


@dataclass(frozen=True)
class Head:
    """A column's head: name, how many cards it has in all, and what they are worth."""

    id: str
    name: str
    css: str
    count: str
    revenue: str
    requirements: str
    is_won: bool
    add_url: str
    add_label: str


@dataclass(frozen=True)
class ColumnView:
    """A column as the template shows it."""

    head: Head
    cards: list[Card]
    more_url: str


@dataclass(frozen=True)
class Scope:
    """Which leads a board is about: branches that indexes answer, or any other rows."""

    branches: tuple[Branch, ...] = ()
    rows: LeadQuerySet | None = None


def scope_of(user: User, state: ListState, rows: LeadQuerySet) -> Scope:
    """The scope of a list's state. „Fluxul meu” and teams are branches; search and other filters are rows."""
    status, whose = set(state.filters.get("status", ())), set(state.filters.get("whose", ()))
    teams = [value for value in state.filters.get("team", ()) if value.isdecimal()]
    is_indexed = status <= ON_BOARD and whose <= {"mine"} and not set(state.filters) - {"status", "whose", "team"}
    if state.q or state.rules or not is_indexed or (teams and len(teams) < len(state.filters.get("team", ()))):
        return Scope(rows=rows)
    audience = Audience.of(user)
    branches = [audience.owned()] if whose else audience.branches()
    if teams:
        branches = [
            branch.narrowed(lead=f"team_id = {int(team)}", total=f"team = {int(team)}")
            for branch in branches
            for team in teams
        ]
    return Scope(branches=tuple(branches))


def board_context(
    _request: HttpRequest, _declared: RecordList, state: ListState, rows: Any, look: Look
) -> dict[str, Any]:
    """Everything that the board's template shows."""
    scope = scope_of(look.user, state, rows)
    stages = shown_stages(state)
    figures = figures_of(scope, stages)
    columns = columns_of(scope, stages)
    shown = [
        (column, figures.get(column.stage.pk) if figures is not None else None)
        for column in columns
        if not column.stage.is_folded or column.places
    ]
    made = cards([place.id for column in columns for place in column.places], today=look.today, zone=look.zone)
    currency = Organisation.current().currency_id or ""
    heads = heads_of([column.stage for column, _figure in shown], figures, currency)
    return {
        "columns": [
            ColumnView(
                head=head,
                cards=[made[place.id] for place in column.places if place.id in made],
                more_url=more_url(state, column) if column.has_more else "",
            )
            for head, (column, _figure) in zip(heads, shown, strict=True)
        ],
        "sum": sum_text(figures, columns, currency),
        "move_url": pattern("crm:lead-move"),
        "plan_url": pattern("activities:new"),
        "bars_url": reverse("crm:board-bars") + state.url(),
        "changes_url": reverse("crm:board-changes") + state.url(),
        "cursor": written(reading.newest()),
        "board_view": state.url(),
        "is_board_empty": not made,
        "alias": "" if made else alias_to_offer(look.user),
    }


def alias_to_offer(user: User) -> str:
    """The address whose messages appear here, for a house that has no opportunity yet; "" for others."""
    if Lead.objects.visible_to(user).exists():
        return ""
    teams = Alias.objects.filter(owner__team__is_active=True).order_by("owner__team__sequence", "owner")
    mine = teams.filter(owner__team__members=user).first()
    alias = mine or teams.first()
    return alias.address if alias else ""


def shown_stages(state: ListState) -> list[Stage]:
    """The stages with a column: those of all teams, and those of one team when the board is about it."""
    teams = {int(value) for value in state.filters.get("team", ()) if value.isdecimal()}
    chosen = {int(value) for value in state.filters.get("stage", ()) if value.isdecimal()}
    stages = [stage for stage in Stage.objects.order_by("sequence", "pk") if stage.team_id in {None, *teams}]
    return [stage for stage in stages if not chosen or stage.pk in chosen]


def columns_of(scope: Scope, stages: Sequence[Stage], after: Place | None = None) -> list[Column]:
    """The first cards of each column, or those after a place."""
    if scope.rows is None:
        return board.columns(stages, scope.branches, after)
    return [board.filtered_column(scope.rows, stage, after) for stage in stages]


def figures_of(scope: Scope, stages: Sequence[Stage]) -> dict[int, Figures] | None:
    """What the columns add up to; None when there are too many filtered rows for a true sum."""
    if scope.rows is None:
        return board.figures(stages, scope.branches)
    rows = scope.rows.order_by()
    if size_of(rows).is_many:
        return None
    sums = rows.values_list("stage").annotate(n=Count("stage"), amount=Sum("expected_revenue_base"))
    return {stage: Figures(count, amount or Decimal(0)) for stage, count, amount in sums}


def heads_of(stages: Sequence[Stage], figures: dict[int, Figures] | None, currency: str = "") -> list[Head]:
    """The heads of columns; `currency` is the organisation's, looked up if it is not given."""
    currency = currency or Organisation.current().currency_id or ""
    last = max(len(stages) - 1, 1)
    quick = pattern("crm:lead-quick")
    return [
        Head(
            id=str(stage.pk),
            name=str(stage),
            css=f"col{1 + round(3 * number / last)}",
            count=formatting.number(figures.get(stage.pk, Figures()).count) if figures is not None else "",
            revenue=formatting.money_short(figures.get(stage.pk, Figures()).revenue, currency)
            if figures is not None
            else "",
            requirements=translated(stage.requirements),
            is_won=stage.is_won,
            add_url=quick % stage.pk,
            add_label=_("Quick add to %(stage)s") % {"stage": stage},
        )
        for number, stage in enumerate(stages)
    ]


def more_url(state: ListState, column: Column) -> str:
    """The address of the cards after the last one of a column."""
    place = column.places[-1]
    base = reverse("crm:board-more", args=[column.stage.pk])
    return f"{base}{replace(state, view='board').url()}&after={place.major}.{place.minor}.{place.id}"


def place_of(text: str) -> Place | None:
    """The place that `more_url` wrote, or None."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.removeprefix("-").isdecimal() and len(part) < 20 for part in parts):
        return None
    return Place(*map(int, parts))


def written(cursor: reading.Cursor) -> str:
    """A place in the history as addresses carry it."""
    return f"{cursor[0]}.{cursor[1]}"


def sum_text(figures: dict[int, Figures] | None, columns: Iterable[Column], currency: str) -> str:
    """„17 oportunități · 1,4 mil. lei”, of what the columns hold."""
    if figures is None:
        return ""
    held = [figures[column.stage.pk] for column in columns if column.stage.pk in figures]
    count, revenue = sum(each.count for each in held), sum((each.revenue for each in held), Decimal(0))
    words = ngettext("%(shown)s opportunity", "%(shown)s opportunities", count) % {"shown": formatting.number(count)}
    return f"{words} · {formatting.money_short(revenue, currency)}"
