"""Plans: named sequences of activities."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Assignment, Unit
from filon.activities.models.activity_type import ActivityType
from filon.core.fields import TranslatedTextField, translated


class Plan(models.Model):
    """A sequence that is launched on records at once: "after the offer: call in 2 days, write in a week".

    `record_kinds` names the kinds of record for which it is offered; empty means all.
    """

    name = TranslatedTextField(_("Name"))
    record_kinds = models.JSONField[list[str], list[str]](_("Offered for"), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sort_key", "pk")
        verbose_name = _("Activity plan")

    class History:
        root = None
        label = _("Activity plan")

    def __str__(self) -> str:
        return translated(self.name)

    def is_offered_for(self, kind: str) -> bool:
        """Whether it may be launched on records of `kind`."""
        return self.is_active and (not self.record_kinds or kind in self.record_kinds)


class PlanStep(models.Model):
    """One activity of a plan, due so many days, weeks or months after the day on which the plan starts."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    sequence = models.PositiveIntegerField(default=1)
    type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="steps", verbose_name=_("Type"))
    summary = models.CharField(_("Summary"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)
    delay_count = models.PositiveSmallIntegerField(_("Due after"), default=0)
    delay_unit = models.CharField(_("Unit"), max_length=8, choices=Unit.choices, default=Unit.DAYS)
    assignment = models.CharField(_("Responsible"), max_length=8, choices=Assignment.choices, default=Assignment.LAUNCH)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("sequence", "pk")
        verbose_name = _("Step of a plan")
        constraints = [
            models.CheckConstraint(
                condition=Q(assignment=Assignment.FIXED, user__isnull=False)
                | (~Q(assignment=Assignment.FIXED) & Q(user__isnull=True)),
                name="step_user_exactly_when_fixed",
            )
        ]

    class History:
        root = None
        label = _("Step of a plan")

    def __str__(self) -> str:
        return self.summary or str(self.type)
