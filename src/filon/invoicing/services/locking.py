"""Taking hold of an invoice before changing it."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import Conflict, NotAllowed
from filon.invoicing.models import Invoice


def lock_invoice(*, actor: User | None, invoice: Invoice) -> Invoice:
    """The invoice as it is now, locked until the transaction ends. NotAllowed if the actor does not see it."""
    rows = Invoice.objects.all() if actor is None else Invoice.objects.visible_to(actor)
    held = rows.select_for_update(of=("self",)).filter(pk=invoice.pk).first()
    if held is None:
        raise NotAllowed(_("This invoice is no longer yours to change."))
    return held


def lock_draft(*, actor: User | None, invoice: Invoice) -> Invoice:
    """As above, of one that may still change; Conflict when it is posted."""
    held = lock_invoice(actor=actor, invoice=invoice)
    if not held.is_draft:
        raise Conflict(_("%(number)s is posted and stays as it is. Make a credit note.") % {"number": held.number})
    return held
