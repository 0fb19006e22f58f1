"""Who may keep teams: administrators. Leaders keep the people and the target of theirs. Everybody may know them."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.teams.models import Team


def may_change(user: User | None) -> bool:
    """Whether `user` (None for the system) may make teams and change all of them."""
    return user is None or user.is_administrator


def may_lead(user: User | None, team: Team) -> bool:
    """Whether `user` may choose the members and the target of the team, and settle its messages."""
    return may_change(user) or team.leaders.filter(pk=user.pk if user else None, is_active=True).exists()


def leads_any(user: User) -> bool:
    """Whether `user` leads a team, and so may bring in salespersons."""
    return user.is_active and Team.objects.active().filter(leaders=user).exists()


def require_change(user: User | None) -> None:
    """Raise NotAllowed unless `user` may change teams."""
    if not may_change(user):
        raise NotAllowed(_("Only an administrator may change sales teams."))


def require_lead(user: User | None, team: Team) -> None:
    """Raise NotAllowed unless `user` may choose the members and the target of the team."""
    if not may_lead(user, team):
        raise NotAllowed(_("Only an administrator or the team’s leader may do this."))


def require_member_choice(user: User) -> None:
    """Raise NotAllowed unless there is a team whose members `user` may choose."""
    if not may_change(user) and not leads_any(user):
        raise NotAllowed(_("Only an administrator or a team’s leader may choose its members."))
