"""Two contacts that may be one."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models.contact import Contact
from filon.core import clock


class Verdict(models.TextChoices):
    """What people said of a likely duplicate."""

    OPEN = "open"
    LATER = "later"
    DIFFERENT = "different"


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    """Questions about several pairs."""

    def waiting(self) -> "DuplicateQuerySet":
        """Those to be judged: the likeliest first, what was put off after the rest."""
        kept = self.exclude(verdict=Verdict.DIFFERENT).filter(first__is_active=True, second__is_active=True)
        return kept.order_by("-verdict", "-score", "pk")


class Duplicate(models.Model):
    """Two contacts that may be one, `first` the older. A verdict is remembered, so that no scan asks again.

    `reasons` are the keys of what they share, `score` how likely it is, to 100.
    """

    first = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="duplicates_as_first")
    second = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="duplicates_as_second")
    score = models.PositiveSmallIntegerField()
    reasons = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DuplicateQuerySet] = DuplicateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="pair_of_contacts_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_of_contacts_in_order"),
        ]
        indexes = [models.Index(fields=("verdict", "-score", "id"), name="duplicate_to_judge")]

    class History:
        root = None
        label = _("Likely duplicate")
        exclude = ("score", "reasons", "found_at")

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}"


class DuplicateScan(models.Model):
    """One search through all contacts: `done` of `total` steps, and how many pairs it found."""

    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
