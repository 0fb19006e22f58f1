"""Who may do what with contacts: everybody may keep them, administrators may delete them."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed


def may_change(user: User | None) -> bool:
    """Whether `user` (None for the system) may create, change and archive contacts."""
    return user is None or user.is_active


def may_delete(user: User | None) -> bool:
    """Whether `user` (None for the system) may delete a contact for good."""
    return user is None or user.is_administrator


def require_change(user: User | None) -> None:
    """Raise NotAllowed unless `user` may change contacts."""
    if not may_change(user):
        raise NotAllowed(_("Your account is switched off."))


def require_delete(user: User | None) -> None:
    """Raise NotAllowed unless `user` may delete contacts."""
    if not may_delete(user):
        raise NotAllowed(_("Only an administrator may delete a contact. You may archive it."))
