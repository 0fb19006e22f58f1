"""What the customer saw."""

from typing import Any

from django.db import models

from filon.accounts.models import User
from filon.core import clock
from filon.sales.models.quotation import Quotation


class QuotationVersion(models.Model):
    """The content of a quotation at the moment it was sent, as `services.snapshot` gives it.

    `digest` is the sha256 of the content, which a signature refers to. Versions are never changed.
    """

    quotation = models.ForeignKey(Quotation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField[dict[str, Any], dict[str, Any]]()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("quotation", "number")
        constraints = [models.UniqueConstraint(fields=("quotation", "number"), name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.quotation_id}/{self.number}"
