"""Who may do what. `None` as the actor is the system itself, which may do everything."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from filon.accounts.choices import Role
from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.core.registry import Registry

inviters: Registry[Callable[[User], bool]] = Registry("inviter")
"""Each says whether a user who is no administrator may add users with the smallest role, as a team's leader may."""

_RANK = {Role.OWN: 0, Role.ALL: 1, Role.ADMINISTRATOR: 2}


def has_role(user: User, role: Role) -> bool:
    """Whether an active user has at least this role; each role includes the one before it."""
    return user.is_active and _RANK[Role(user.role)] >= _RANK[role]


def require_role(actor: User | None, role: Role) -> None:
    """Raise `NotAllowed` unless the actor has at least this role."""
    if actor is not None and not has_role(actor, role):
        raise NotAllowed(_("Your role does not allow this. An administrator can give you another one."))


def require_administrator(actor: User | None) -> None:
    """Raise `NotAllowed` unless the actor may change the configuration."""
    if actor is not None and not has_role(actor, Role.ADMINISTRATOR):
        raise NotAllowed(_("Only an administrator can do this."))


def require_self(actor: User | None, user: User) -> None:
    """Raise `NotAllowed` unless the actor is the user himself: nobody changes another's preferences or tokens."""
    if actor is not None and actor.pk != user.pk:
        raise NotAllowed(_("Only the user can change this."))


def require_inviter(actor: User | None, role: str) -> None:
    """Raise `NotAllowed` unless the actor may add a user with this role."""
    if role != Role.OWN or actor is None or not any(allows(actor) for allows in inviters):
        require_administrator(actor)
