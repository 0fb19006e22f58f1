"""Who may keep the catalogue: administrators. Everybody may know it, but not what things cost."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed


def may_change(user: User | None) -> bool:
    """Whether `user` (None for the system) may change products, prices, taxes, units and terms."""
    return user is None or (user.is_active and user.is_administrator)


def require_change(user: User | None) -> None:
    """Raise NotAllowed unless `user` may change the catalogue."""
    if not may_change(user):
        raise NotAllowed(_("Only an administrator may change products, prices and taxes."))


def may_see_cost(user: User | None) -> bool:
    """Whether `user` may know costs and margins: those who see all documents."""
    return user is None or user.sees_all
