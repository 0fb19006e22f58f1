"""Where the data of a lead or contact come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.core.models import Record
from filon.leadmining.choices import LegalBasis
from filon.leadmining.models.dataset import Dataset
from filon.leadmining.models.request import MiningRequest


class Origin(models.Model):
    """That values of a record were taken from a company of a dataset, when and by which request.

    `fields` lists the record's fields that were filled. `vat`, `domain` and `lei` keep a company from being mined again
    even from another dataset. The licence is that of the row, which may differ from the dataset's.
    `notice_sent_at` is when the person was told (GDPR, article 14).
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="origins")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="origins")
    request = models.ForeignKey(MiningRequest, on_delete=models.SET_NULL, null=True, related_name="origins")
    source_key = models.CharField(max_length=100)
    licence = models.CharField(max_length=100, blank=True)
    fields = models.JSONField(default=list)
    vat = models.CharField(max_length=20, blank=True, db_index=True)
    domain = models.CharField(max_length=200, blank=True, db_index=True)
    lei = models.CharField(max_length=20, blank=True, db_index=True)
    legal_basis = models.CharField(
        _("Legal basis"), max_length=20, choices=LegalBasis.choices, default=LegalBasis.LEGITIMATE_INTEREST
    )
    has_person = models.BooleanField(default=False)
    notice_sent_at = models.DateField(_("Informed on"), null=True, blank=True)
    taken_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=("dataset", "source_key"), name="origin_by_company")]
        ordering = ("pk",)

    class History:
        root = "record_id"
        label = _("Where the data come from")

    def __str__(self) -> str:
        return f"{self.dataset}: {self.source_key}"
