"""Who may do what with leads. Whoever sees a lead may work on it; deleting and configuring are for administrators."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.crm.models import Lead
from filon.organisation.models import Organisation


def may_change(user: User, lead: Lead) -> bool:
    """Whether the user may work on this lead: the row rule, asked of the database."""
    return Lead.objects.visible_to(user).filter(pk=lead.pk).exists()


def may_delete(user: User) -> bool:
    """Whether the user may delete leads for good."""
    return user.is_active and user.is_administrator


def may_configure(user: User) -> bool:
    """Whether the user may change stages and lost reasons."""
    return user.is_active and user.is_administrator


def uses_recurring_revenue() -> bool:
    """Whether the company records recurring revenue."""
    return Organisation.objects.filter(pk=1, uses_recurring_revenue=True).exists()


def uses_leads() -> bool:
    """Whether requests stand among the leads first, until somebody qualifies them."""
    return Organisation.objects.filter(pk=1, uses_leads=True).exists()


def require_work(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may work with leads at all; the system always may."""
    if actor is not None and not actor.is_active:
        raise NotAllowed(_("Your account is not active."))


def require_delete(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may delete leads."""
    if actor is not None and not may_delete(actor):
        raise NotAllowed(_("Only an administrator may delete opportunities."))


def require_configure(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may change stages and lost reasons."""
    if actor is not None and not may_configure(actor):
        raise NotAllowed(_("Only an administrator may change the configuration."))
