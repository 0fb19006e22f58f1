"""How a customer reaches his quotation without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.sales.models.quotation import Quotation


class QuotationLink(models.Model):
    """A link to the customer's page of a quotation: its address carries the signed id, so nothing secret is kept here.

    Whoever has it sees what was sent, and may ask, accept or decline, until it is revoked.
    """

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="links")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField(null=True, editable=False)
    last_seen_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("quotation", "-pk")
        verbose_name = _("Customer's link")

    class History:
        root = "quotation_id"
        label = _("Customer's link")
        exclude = ("first_seen_at", "last_seen_at")

    def __str__(self) -> str:
        return f"{self.quotation_id}/{self.pk}"
