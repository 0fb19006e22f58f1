"""Who may keep teams: administrators. Everybody may know them."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed


def may_change(user: User | None) -> bool:
    """Whether `user` (None for the system) may make teams and change them."""
    return user is None or user.is_administrator


def require_change(user: User | None) -> None:
    """Raise NotAllowed unless `user` may change teams."""
    if not may_change(user):
        raise NotAllowed(_("Only an administrator may change sales teams."))
