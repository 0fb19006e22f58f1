"""Columns that a board shows although nothing stands in them, because one may drop a card there."""

from collections.abc import Iterable

from filon.accounts.models import User
from filon.core.ids import ids_of
from filon.crm.choices import Priority
from filon.crm.models import Audience
from filon.organisation.models import Tag
from filon.teams.models import Team
from filon.ui.lists.declaration import Grouping
from filon.ui.lists.grouping import NO_VALUE
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState

FEW_TAGS = 15
"""A house with more tags sees only those that its cards have: nobody looks through more columns."""


def targets(grouping: Grouping, state: ListState, look: Look) -> list[str]:
    """The values to show of a grouping besides those that cards have; none of a field that the state narrows."""
    if grouping.key in state.filters or state.rules:
        return []
    if grouping.key == "salesperson":
        return [] if "whose" in state.filters else _written(_people(state, look.user))
    if grouping.key == "team":
        return _written(Team.objects.active().values_list("pk", flat=True))
    if grouping.key == "tag":
        tags = list(Tag.objects.filter(is_active=True).values_list("pk", flat=True)[: FEW_TAGS + 1])
        return _written(tags) if len(tags) <= FEW_TAGS else []
    return [str(value) for value in Priority.values] if grouping.key == "priority" else []


def _people(state: ListState, user: User) -> Iterable[int]:
    """Who sells in the teams that the board is about: those it is narrowed to, else the user's own, else all."""
    sellers = User.objects.active().filter(teams__is_active=True)
    chosen = ids_of(state.filters.get("team", ()))
    audience = Audience.of(user)
    teams = chosen or (None if audience.sees_all else [*audience.led, *audience.member])
    found = sellers if teams is None else sellers.filter(teams__in=teams)
    return found.values_list("pk", flat=True).distinct()


def _written(ids: Iterable[int]) -> list[str]:
    return [*map(str, ids), NO_VALUE]
