"""The rows of this room."""

from filon.invoicing.models.invoice import Invoice, InvoiceQuerySet
from filon.invoicing.models.line import InvoiceLine
from filon.invoicing.models.payment import Payment

__all__ = ["Invoice", "InvoiceLine", "InvoiceQuerySet", "Payment"]
