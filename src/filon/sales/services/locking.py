"""Taking hold of a quotation before changing it."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import Conflict, NotAllowed
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation


def lock_quotation(*, actor: User | None, quotation: Quotation) -> Quotation:
    """The quotation as it is now, locked until the transaction ends. NotAllowed if the actor does not see it."""
    rows = Quotation.objects.all() if actor is None else Quotation.objects.visible_to(actor)
    held = rows.select_for_update(of=("self",)).filter(pk=quotation.pk).first()
    if held is None:
        raise NotAllowed(_("This quotation is no longer yours to change."))
    return held


def lock_open(*, actor: User | None, quotation: Quotation) -> Quotation:
    """As above, of one whose content may be changed; Conflict says why it may not."""
    held = lock_quotation(actor=actor, quotation=quotation)
    if held.state == QuotationState.CANCELLED:
        raise Conflict(_("This quotation is cancelled. Make a draft of it again to change it."))
    if held.is_locked:
        raise Conflict(_("This order is locked. Unlock it to change it."))
    return held
