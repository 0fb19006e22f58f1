"""Where rooms above take part in the life of an invoice."""

from typing import TYPE_CHECKING

from filon.core.hooks import Hook

if TYPE_CHECKING:
    from filon.accounts.models import User
    from filon.invoicing.models import Invoice

invoice_posted: "Hook[[User | None, Invoice]]" = Hook("invoice posted")
"""An invoice or credit note has been posted, in the same transaction: who did it, and the document."""
