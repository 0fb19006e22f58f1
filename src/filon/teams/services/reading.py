"""Questions about teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from filon.accounts.models import User
from filon.core import clock
from filon.mail.choices import Outcome
from filon.mail.models import InboundRoute
from filon.teams.models import Membership, Team

SPAN = timedelta(days=7)


@dataclass(frozen=True)
class MailFigures:
    """What came of the messages to a team's address in the last seven days, and when the last one ever arrived."""

    last_at: datetime | None
    received: int
    refused: int
    failed: int


SHOWN = 10


def unsettled_mail(team: Team) -> list[InboundRoute]:
    """The last messages to the team's address that were refused or failed in the last seven days, newest first."""
    routes = InboundRoute.objects.filter(
        alias__owner=team.pk,
        outcome__in=(Outcome.REFUSED, Outcome.FAILED),
        inbound__received_at__gte=clock.now() - SPAN,
    )
    return list(routes.select_related("inbound").order_by("-pk")[:SHOWN])


def leads_team(user: User, team_id: int) -> bool:
    """Whether `user` leads the team with this id."""
    return user.is_active and Team.objects.filter(pk=team_id, leaders=user).exists()


def is_open(team_id: int) -> bool:
    """Whether the team takes new messages: it is not archived."""
    return Team.objects.active().filter(pk=team_id).exists()


def hues_of(user_ids: Iterable[int]) -> dict[int, int]:
    """The hue of each user's team, 1 to 8. Who is in several, or leads several, has that of the first in their order;
    where he sells himself goes before where he only leads. Who is in none is left out.
    """
    ids = list(user_ids)
    places = dict(_places())
    found: dict[int, int] = {}
    for pairs in (
        Membership.objects.filter(user__in=ids).values_list("user_id", "team_id"),
        Team.leaders.through._default_manager.filter(user__in=ids).values_list("user_id", "team_id"),
    ):
        known = set(found)
        for user_id, team_id in sorted(pairs, key=lambda pair: places.get(pair[1], 0)):
            if team_id in places and user_id not in known:
                found.setdefault(user_id, _hue(places[team_id]))
    return found


def hue_names() -> list[tuple[str, int]]:
    """The teams with their hues, in their order."""
    return [(team.name, _hue(place)) for place, team in enumerate(Team.objects.active())]


def _places() -> Iterable[tuple[int, int]]:
    return ((pk, place) for place, pk in enumerate(Team.objects.active().values_list("pk", flat=True)))


def _hue(place: int) -> int:
    return place % 8 + 1


def mail_figures(team: Team) -> MailFigures:
    """How the team's address does; two queries."""
    routes = InboundRoute.objects.filter(alias__owner=team.pk)
    last_at = routes.aggregate(last_at=Max("inbound__received_at"))["last_at"]
    recent = routes.filter(inbound__received_at__gte=clock.now() - SPAN)
    counts = dict(recent.order_by().values_list("outcome").annotate(count=Count("pk")))
    return MailFigures(last_at, sum(counts.values()), counts.get(Outcome.REFUSED, 0), counts.get(Outcome.FAILED, 0))
