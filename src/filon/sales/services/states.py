"""The life of a quotation: draft → sent → order → locked, or cancelled.

Each act takes hold of the row first and looks at its state then, so that of two people who do the same at once one
wins, once, and the other is told.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.deleting import delete_record
from filon.core.exceptions import Conflict, DomainError
from filon.history.services.recording import describe
from filon.sales import policies
from filon.sales.choices import LineKind, QuotationState
from filon.sales.hooks import quotation_cancelling, quotation_confirmed
from filon.sales.models import Quotation, QuotationVersion, SalesSettings
from filon.sales.services.locking import lock_open, lock_quotation
from filon.sales.services.snapshot import Content, keep_version


@transaction.atomic
def mark_sent(*, actor: User | None, quotation: Quotation) -> QuotationVersion:
    """Say that the customer has got it as it is now; what he got is kept as a version.

    A draft becomes sent. A sent quotation that has changed, or an order, is sent again as its next version.
    """
    quotation = lock_open(actor=actor, quotation=quotation)
    _require_lines(quotation)
    describe(gettext_noop("Sent a quotation"))
    version = keep_version(actor=actor, quotation=quotation)
    quotation.sent_at = clock.now()
    if quotation.state == QuotationState.DRAFT:
        quotation.state = QuotationState.SENT
    quotation.save(update_fields=["state", "sent_at"])
    return version


@transaction.atomic
def confirm(*, actor: User | None, quotation: Quotation, content: Content | None = None) -> Quotation:
    """Make an order of a draft or sent quotation. What was ordered is kept as a version: `content`, if given.

    Neither stage nor revenue of the opportunity change: winning is the user's to say.
    """
    quotation = lock_quotation(actor=actor, quotation=quotation)
    if quotation.state not in (QuotationState.DRAFT, QuotationState.SENT):
        raise Conflict(
            _("%(number)s is an order already.") % {"number": quotation.number}
            if quotation.is_order
            else _("%(number)s is cancelled.") % {"number": quotation.number}
        )
    _require_lines(quotation)
    describe(gettext_noop("Confirmed an order"))
    keep_version(actor=actor, quotation=quotation, content=content)
    quotation.state, quotation.ordered_at = QuotationState.ORDER, clock.now()
    quotation.is_locked = SalesSettings.current().locks_orders
    quotation.save(update_fields=["state", "ordered_at", "is_locked"])
    quotation_confirmed.run(actor, quotation)
    return quotation


@transaction.atomic
def lock(*, actor: User | None, quotation: Quotation) -> None:
    """Lock an order: its lines and terms stay as they are."""
    quotation = lock_open(actor=actor, quotation=quotation)
    if not quotation.is_order:
        raise Conflict(_("Only orders are locked."))
    describe(gettext_noop("Locked an order"))
    quotation.is_locked = True
    quotation.save(update_fields=["is_locked"])


@transaction.atomic
def unlock(*, actor: User | None, quotation: Quotation) -> None:
    """Open a locked order again."""
    policies.require_unlock(actor)
    quotation = lock_quotation(actor=actor, quotation=quotation)
    describe(gettext_noop("Unlocked an order"))
    quotation.is_locked = False
    quotation.save(update_fields=["is_locked"])


@transaction.atomic
def cancel(*, actor: User | None, quotation: Quotation) -> None:
    """Cancel a quotation or an order that is not locked; rooms above may refuse, as when it has been invoiced."""
    quotation = lock_quotation(actor=actor, quotation=quotation)
    if quotation.state == QuotationState.CANCELLED:
        raise Conflict(_("%(number)s is cancelled.") % {"number": quotation.number})
    if quotation.is_locked:
        raise Conflict(_("This order is locked. Unlock it to cancel it."))
    describe(gettext_noop("Cancelled a quotation"))
    quotation_cancelling.run(actor, quotation)
    quotation.state = QuotationState.CANCELLED
    quotation.save(update_fields=["state"])


@transaction.atomic
def make_draft(*, actor: User | None, quotation: Quotation) -> None:
    """Make a draft again of a sent or cancelled quotation. Its versions stay."""
    quotation = lock_quotation(actor=actor, quotation=quotation)
    if quotation.state not in (QuotationState.SENT, QuotationState.CANCELLED):
        raise Conflict(_("Only sent and cancelled quotations become drafts again."))
    describe(gettext_noop("Made a draft of a quotation again"))
    quotation.state, quotation.ordered_at = QuotationState.DRAFT, None
    quotation.save(update_fields=["state", "ordered_at"])


@transaction.atomic
def delete_quotation(*, actor: User | None, quotation: Quotation) -> None:
    """Delete a draft or cancelled quotation; others are cancelled first."""
    policies.require_delete(actor)
    quotation = lock_quotation(actor=actor, quotation=quotation)
    if quotation.state not in (QuotationState.DRAFT, QuotationState.CANCELLED):
        raise Conflict(_("Cancel it first; only drafts and cancelled quotations are deleted."))
    describe(gettext_noop("Deleted a quotation"))
    delete_record(quotation)


def _require_lines(quotation: Quotation) -> None:
    if not quotation.lines.filter(kind=LineKind.PRODUCT, is_optional=False).exists():
        raise DomainError(_("Add a line first; there is nothing to offer yet."))
