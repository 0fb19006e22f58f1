"""Two records that may be one: contacts, or what a room above looks through."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import Record


class Verdict(models.TextChoices):
    """What people said of a likely duplicate."""

    OPEN = "open"
    LATER = "later"
    DIFFERENT = "different"


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    """Questions about several pairs."""

    def waiting(self) -> "DuplicateQuerySet":
        """Those to be judged: the likeliest first, what was put off after the rest."""
        return self.exclude(verdict=Verdict.DIFFERENT).order_by("-verdict", "-score", "pk")


class Duplicate(models.Model):
    """Two records of one kind that may be one, `first` the older. A verdict is remembered, so that no scan asks again.

    `reasons` are the keys of what they share, with spaces between them; `score` is how likely it is, to 100.
    """

    kind = models.CharField(max_length=32)
    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="duplicates_as_first")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="duplicates_as_second")
    score = models.PositiveSmallIntegerField(default=100)
    reasons = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DuplicateQuerySet] = DuplicateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="pair_of_records_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_of_records_in_order"),
        ]
        indexes = [models.Index(fields=("kind", "verdict", "-score", "id"), name="duplicate_to_judge")]

    class History:
        root = None
        label = _("Likely duplicate")
        exclude = ("score", "reasons", "found_at")

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}"


class DuplicateScan(models.Model):
    """One search through all records of a kind: `done` of `total` steps, and how many pairs it found."""

    kind = models.CharField(max_length=32)
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind}: {self.done}/{self.total}"

    @property
    def percent(self) -> int:
        """How far it has come."""
        return 100 * self.done // self.total if self.total else 0
