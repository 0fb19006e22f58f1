"""Where rooms above take part in the life of a quotation."""

from typing import TYPE_CHECKING

from filon.core.hooks import Hook

if TYPE_CHECKING:
    from filon.accounts.models import User
    from filon.sales.models import Quotation

quotation_confirmed: "Hook[[User | None, Quotation]]" = Hook("quotation confirmed")
"""A quotation has become an order, in the same transaction: who did it, and the order."""

quotation_cancelling: "Hook[[User | None, Quotation]]" = Hook("quotation cancelling")
"""A quotation or order is about to be cancelled; raise Conflict to refuse, as when it has been invoiced."""
