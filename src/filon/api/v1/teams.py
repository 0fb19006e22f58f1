"""Sales teams."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Money, RelatedMany, Short
from filon.core.normalising import sort_key
from filon.history.services.reading import etag
from filon.mail.choices import AliasPolicy
from filon.mail.models import Alias
from filon.teams.models import Membership, Team
from filon.teams.services import editing


class TeamOut(Schema):
    """A sales team. `alias` is the local part of the address whose messages become its leads or opportunities."""

    id: int
    name: str
    alias: str
    alias_address: str
    alias_policy: Literal["everyone", "partners", "followers"]
    invoicing_target: Decimal | None
    leaders: RelatedMany
    members: RelatedMany
    uses_leads: bool
    active: bool


class TeamIn(Incoming):
    """What may be said about a team. An empty `alias` is none."""

    name: Short
    alias: str = ""
    alias_policy: Literal["everyone", "partners", "followers"] = "everyone"
    invoicing_target: Money | None = None
    leaders: list[int] = []
    members: list[int] = []
    uses_leads: bool = False
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know every team."""
    return Team.objects.visible_to(user)


def serialised(teams: Sequence[Team]) -> list[Json]:
    """Teams as JSON objects, in four queries."""
    keys = [team.pk for team in teams]
    aliases = {alias.owner_id: alias for alias in Alias.objects.filter(owner__in=keys)}
    leaders = many_to_many_ids(Team.leaders.through, "team_id", "user_id", keys)
    members = many_to_many_ids(Membership, "team_id", "user_id", keys)
    return [
        {
            "id": team.pk,
            "name": team.name,
            **_address(aliases.get(team.pk)),
            "invoicing_target": team.invoicing_target,
            "leaders": leaders[team.pk],
            "members": members[team.pk],
            "uses_leads": team.uses_leads,
            "active": team.is_active,
        }
        for team in teams
    ]


def _address(alias: Alias | None) -> Json:
    if alias is None:
        return {"alias": "", "alias_address": "", "alias_policy": AliasPolicy.EVERYONE.value}
    return {"alias": alias.local_part, "alias_address": alias.address, "alias_policy": alias.policy}


def create(user: User, values: Json) -> Team:
    """Add a team."""
    active = values.pop("active", True)
    team = editing.create_team(actor=user, **_understood(values))
    return team if active else _switched(team, user, active=False)


def change(team: Team, user: User, values: Json) -> Team:
    """Change a team."""
    active = values.pop("active", team.is_active)
    if values:
        team = editing.update_team(actor=user, team=team, **_understood(values))
    return team if active == team.is_active else _switched(team, user, active=active)


def _understood(values: Json) -> Json:
    if "alias_policy" in values:
        values["policy"] = AliasPolicy(values.pop("alias_policy"))
    people = User.objects.active()
    return resolved(values, {"leaders": people, "members": people})


def _switched(team: Team, user: User, *, active: bool) -> Team:
    (editing.restore_team if active else editing.archive_team)(actor=user, team=team)
    return team


def matching(teams: Rows, text: str) -> Rows:
    """The teams whose name holds `text`."""
    return teams.filter(sort_key__contains=sort_key(text))


RESOURCE = Resource(
    name="teams",
    rows=rows,
    serialised=serialised,
    outgoing=TeamOut,
    incoming=TeamIn,
    listing=Listing(
        filters={"members": Filter("members", "integer"), "leaders": Filter("leaders", "integer")},
        order={"id": "pk", "name": "sort_key"},
        archive="is_active",
        search=matching,
    ),
    relations={"leaders": Relation(User), "members": Relation(User)},
    create=create,
    change=change,
    remove=lambda team, user: editing.delete_team(actor=user, team=team),
    etag=lambda team: etag(team.pk),
)


def routes() -> Router:
    """The routes of teams."""
    router = Router(tags=["teams"])
    mount(router, RESOURCE)
    return router
