"""The single days of meetings."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from filon.calendar.models.meeting import Meeting
from filon.core import clock


class MeetingException(models.Model):
    """One day of a series that is not as the rule says: it was moved, changed or called off.

    `original_start` is when the rule has it, which names it for ever (RFC 5545, RECURRENCE-ID).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="exceptions")
    original_start = models.DateTimeField()
    is_cancelled = models.BooleanField(_("Called off"), default=False)
    starts_at = models.DateTimeField(_("Start"))
    ends_at = models.DateTimeField(_("End"))
    subject = models.CharField(_("Subject"), max_length=200)
    location = models.CharField(_("Location"), max_length=300, blank=True)
    description = models.TextField(_("Description"), blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("meeting", "original_start"), name="one_exception_for_a_day"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="exception_ends_after_it_starts"),
        ]

    class History:
        root = "meeting_id"
        label = _("A meeting of the series")

    def __str__(self) -> str:
        return f"{self.subject}, {self.original_start:%Y-%m-%d}"


class Occurrence(models.Model):
    """A meeting on one day: the only table that the calendar reads. Derived from the meeting and its exceptions.

    A series has a row for each of its days, so that a month is one range of one index; how many there may be is
    bounded (see `services.recurring`). `placed_at` is when it got its time: reminders before that are too late.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="occurrences")
    original_start = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    exception = models.ForeignKey(MeetingException, on_delete=models.CASCADE, null=True, related_name="+")
    placed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [models.UniqueConstraint(fields=("meeting", "original_start"), name="one_occurrence_for_a_day")]
        indexes = [
            models.Index(fields=("starts_at", "ends_at", "meeting"), name="occurrence_by_start"),
            models.Index(fields=("meeting", "starts_at"), name="occurrence_by_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}, {self.starts_at:%Y-%m-%d %H:%M}"
