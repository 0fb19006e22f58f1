"""What the customer said to a quotation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.sales.choices import AnswerKind
from filon.sales.models.link import QuotationLink
from filon.sales.models.quotation import Quotation
from filon.sales.models.version import QuotationVersion


class QuotationAnswer(models.Model):
    """The evidence of an acceptance, or a refusal with its reason. Never changed and never undone.

    `digest` is the sha256 of the content that was on the screen, which `version` keeps. `drawn` is the path of a drawn
    signature in an area of 600 by 200, "" when only the name was typed.
    """

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="answers")
    version = models.ForeignKey(QuotationVersion, on_delete=models.PROTECT, related_name="answers")
    link = models.ForeignKey(QuotationLink, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=8, choices=AnswerKind.choices)
    name = models.CharField(_("Name"), max_length=120)
    reason = models.TextField(_("Reason"), blank=True)
    drawn = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    answered_at = models.DateTimeField(default=clock.now)
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("quotation", "-pk")
        verbose_name = _("Customer's answer")

    class History:
        root = "quotation_id"
        label = _("Customer's answer")

    def __str__(self) -> str:
        return f"{self.name}: {self.kind}"

    @property
    def is_acceptance(self) -> bool:
        """Whether the quotation was accepted."""
        return self.kind == AnswerKind.ACCEPTED
