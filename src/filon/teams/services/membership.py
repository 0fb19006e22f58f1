"""Who sells in a team."""

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.teams import policies
from filon.teams.models import Membership, Team


@transaction.atomic
def add_member(*, actor: User | None, team: Team, user: User) -> Membership:
    """Let `user` sell in the team, beside any others that he is in."""
    policies.require_lead(actor, team)
    if not user.is_active:
        raise DomainError(_("%(name)s is switched off.") % {"name": user.name}, field="user")
    membership, created = Membership.objects.get_or_create(team=team, user=user)
    if not created:
        raise DomainError(_("%(name)s is already in this team.") % {"name": user.name}, field="user")
    return membership


@transaction.atomic
def set_members(*, actor: User | None, team: Team, users: list[User]) -> None:
    """Let exactly `users` sell in the team. Those who stay keep their rows."""
    policies.require_lead(actor, team)
    present = set(team.memberships.values_list("user_id", flat=True))
    team.memberships.exclude(user__in=users).delete()
    for user in users:
        if user.pk not in present:
            add_member(actor=actor, team=team, user=user)
