"""Who owns the seeded rows: thirty agents in six teams, of whom a few own much and most own little."""

from dataclasses import dataclass
from itertools import accumulate

from django.conf import settings

from filon.accounts.models import User
from filon.accounts.services.demo import create_demo_users
from filon.config.demo.surroundings import surroundings
from filon.core.normalising import sort_key
from filon.crm.models import Campaign, LostReason, Medium, Source, Stage
from filon.organisation.models import Tag
from filon.teams.models import Membership, Team

AGENTS, TEAMS, TAGS = 30, 6, 12


@dataclass(frozen=True)
class Owners:
    """Ids to draw from. `weights` are cumulative: the first agent owns the share that was asked for."""

    agents: list[int]
    weights: list[float]
    team_of: dict[int, int]
    teams: list[int]
    tags: list[int]
    stages: list[tuple[int, int]]
    won: int
    reasons: list[int]
    campaigns: list[int]
    media: list[int]
    sources: list[int]


def owners(largest_share: float) -> Owners:
    """Find or make them. An empty installation gets the demonstration's people and teams first."""
    if not User.objects.exists():
        surroundings(create_demo_users())
    teams = _teams()
    agents = _agents(teams)
    member_of = dict(Membership.objects.order_by("-pk").values_list("user_id", "team_id"))
    rest = [1 / (place + 2) for place in range(len(agents) - 1)]
    shares = [largest_share, *((1 - largest_share) * weight / sum(rest) for weight in rest)]
    stages = Stage.objects.filter(team=None).order_by("sequence")
    return Owners(
        agents=agents,
        weights=list(accumulate(shares)),
        team_of={agent: member_of.get(agent, teams[0]) for agent in agents},
        teams=teams,
        tags=_tags(),
        stages=list(stages.filter(is_won=False).values_list("pk", "probability")),
        won=stages.filter(is_won=True).values_list("pk", flat=True)[0],
        reasons=list(LostReason.objects.values_list("pk", flat=True)),
        campaigns=list(Campaign.objects.values_list("pk", flat=True)),
        media=list(Medium.objects.values_list("pk", flat=True)),
        sources=list(Source.objects.values_list("pk", flat=True)),
    )


def _teams() -> list[int]:
    ids = list(Team.objects.active().order_by("pk").values_list("pk", flat=True))
    for number in range(len(ids), TEAMS):
        text = f"Regiunea {number + 1}" if settings.LANGUAGE_CODE == "ro" else f"Region {number + 1}"
        ids.append(Team.objects.create(name=text, sequence=number + 1, sort_key=sort_key(text)).pk)
    return ids


def _agents(teams: list[int]) -> list[int]:
    ids = list(User.objects.active().filter(role="own").order_by("pk").values_list("pk", flat=True))
    for number in range(len(ids), AGENTS):
        text = f"Agent {number + 1}"
        user = User(email=f"agent{number + 1}@filon.example", name=text, sort_key=sort_key(text))
        user.set_unusable_password()
        user.save()
        Membership.objects.create(team_id=teams[number % len(teams)], user=user)
        ids.append(user.pk)
    return ids


def _tags() -> list[int]:
    ids = list(Tag.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    for number in range(len(ids), TAGS):
        text = f"Grup {number + 1}"
        ids.append(Tag.objects.create(name={"ro": text}, colour=1 + number % 10, sort_key=sort_key(text)).pk)
    return ids
