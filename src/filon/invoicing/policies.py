"""Who may do what with invoices. Whoever sees one may work on it; taking a payment back is for those who see all."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.invoicing.models import Invoice


def may_change(user: User, invoice: Invoice) -> bool:
    """Whether the user may work on this invoice: the row rule, asked of the database."""
    return Invoice.objects.visible_to(user).filter(pk=invoice.pk).exists()


def may_take_payments_back(user: User | None) -> bool:
    """Whether the user may take back a payment that was registered."""
    return user is None or user.sees_all


def require_take_back(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` may take payments back."""
    if not may_take_payments_back(actor):
        raise NotAllowed(_("Only those who see all documents may take back a payment."))
