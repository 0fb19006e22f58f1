"""Who may do what with quotations. Whoever sees one may work on it; deleting and configuring are for administrators."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.catalog.policies import may_see_cost
from filon.core.exceptions import NotAllowed
from filon.sales.models import Quotation


def may_change(user: User, quotation: Quotation) -> bool:
    """Whether the user may work on this quotation: the row rule, asked of the database."""
    return Quotation.objects.visible_to(user).filter(pk=quotation.pk).exists()


def may_delete(user: User | None) -> bool:
    """Whether the user (None for the system) may delete quotations for good."""
    return user is None or (user.is_active and user.is_administrator)


def may_unlock(user: User | None) -> bool:
    """Whether the user may open a locked order again: those who see all documents."""
    return user is None or user.sees_all


def may_see_margin(user: User | None) -> bool:
    """Whether the user may know costs and margins."""
    return may_see_cost(user)


def may_configure(user: User | None) -> bool:
    """Whether the user may change templates and settings."""
    return user is None or (user.is_active and user.is_administrator)


def require_delete(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may delete quotations."""
    if not may_delete(actor):
        raise NotAllowed(_("Only an administrator may delete quotations. Cancel it instead."))


def require_unlock(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may unlock orders."""
    if not may_unlock(actor):
        raise NotAllowed(_("Only those who see all documents may unlock an order."))


def require_configure(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may change templates and settings."""
    if not may_configure(actor):
        raise NotAllowed(_("Only an administrator may change the configuration."))
