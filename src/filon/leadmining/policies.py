"""Who may mine leads, and who keeps the directory."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.leadmining.models import MiningRequest


def may_keep_directory(user: User | None) -> bool:
    """Whether `user` (None for the system) may load registers and keep the suppression list."""
    return user is None or (user.is_active and user.is_administrator)


def require_directory(user: User | None) -> None:
    """Raise NotAllowed unless `user` may load registers."""
    if not may_keep_directory(user):
        raise NotAllowed(_("Only an administrator may change the company directory."))


def may_change(user: User, request: MiningRequest) -> bool:
    """Whether the user may change and run this request: the row rule, asked of the database."""
    return MiningRequest.objects.visible_to(user).filter(pk=request.pk).exists()
