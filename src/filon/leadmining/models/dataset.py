"""A register's file that was loaded into the company directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.leadmining.choices import DatasetState


class Dataset(models.Model):
    """Where a part of the directory comes from. `file` names its SQLite file; "" until the first load is in place.

    `rejects` counts refused rows by reason, `fill` says for each column which share of rows has a value (0 to 1),
    `counts` how many companies there are by country, by county and by legal form.
    `told_at` is when a load last said how far it is (`progress`).
    A reload keeps the row and replaces what it says only once the new file is in place.
    """

    importer = models.CharField(max_length=40)
    title = models.CharField(_("Title"), max_length=200)
    source_url = models.CharField(_("Source"), max_length=300, blank=True)
    licence = models.CharField(_("Licence"), max_length=100, blank=True)
    attribution = models.CharField(_("Attribution"), max_length=300, blank=True)
    snapshot_date = models.DateField(_("Snapshot of"), null=True, blank=True)
    file = models.CharField(max_length=80, blank=True, editable=False)
    file_sha256 = models.CharField(_("Checksum"), max_length=64, blank=True, editable=False)
    rows = models.PositiveIntegerField(_("Companies"), default=0, editable=False)
    rejected = models.PositiveIntegerField(_("Rejected rows"), default=0, editable=False)
    left_out = models.PositiveIntegerField(_("Left out"), default=0, editable=False)
    rejects = models.JSONField(default=dict, editable=False)
    fill = models.JSONField(default=dict, editable=False)
    counts = models.JSONField(default=dict, editable=False)
    state = models.CharField(max_length=10, choices=DatasetState.choices, default=DatasetState.LOADING)
    progress = models.PositiveIntegerField(default=0, editable=False)
    told_at = models.DateTimeField(default=clock.now, editable=False)
    error = models.CharField(max_length=300, blank=True, editable=False)
    options = models.JSONField(default=dict, editable=False)
    contains_people = models.BooleanField(_("People"), default=False)
    is_active = models.BooleanField(_("In use"), default=True)
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    loaded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("title", "pk")

    class History:
        root = None
        exclude = ("progress", "told_at")
        label = _("Company directory")

    def __str__(self) -> str:
        return self.title
