"""What settled an invoice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.money import MoneyField
from filon.invoicing.choices import PaymentMethod
from filon.invoicing.models.invoice import Invoice


class Payment(models.Model):
    """Money that came for an invoice, or went out for a credit note, in the document's currency.

    With the method „credit note” no money moved: `credit_note` settles so much of the invoice.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField(_("Paid on"))
    amount = MoneyField(_("Amount"))
    method = models.CharField(_("Method"), max_length=12, choices=PaymentMethod.choices, default=PaymentMethod.BANK)
    reference = models.CharField(_("Reference"), max_length=100, blank=True)
    credit_note = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="settles")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ("invoice", "paid_on", "pk")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive")]

    class History:
        root = "invoice_id"
        label = _("Payment")

    def __str__(self) -> str:
        return f"{self.amount} {self.paid_on}"
