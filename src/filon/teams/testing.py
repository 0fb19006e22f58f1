"""Builders for tests."""

from filon.accounts.models import User
from filon.mail.choices import AliasPolicy
from filon.teams.models import Team
from filon.teams.services.editing import create_team
from filon.teams.services.membership import add_member


def a_team(
    name: str = "Vânzări directe",
    *,
    alias: str = "",
    policy: AliasPolicy = AliasPolicy.EVERYONE,
    leaders: list[User] | None = None,
    members: list[User] | None = None,
    uses_leads: bool = False,
) -> Team:
    """A sales team."""
    team = create_team(actor=None, name=name, alias=alias, policy=policy, leaders=leaders or [], uses_leads=uses_leads)
    for user in members or []:
        add_member(actor=None, team=team, user=user)
    return team
