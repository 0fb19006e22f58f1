"""Reminders of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.calendar.choices import Channel
from filon.calendar.models.meeting import Meeting
from filon.calendar.models.occurrence import Occurrence


class Reminder(models.Model):
    """That those who come to a meeting are reminded so many minutes before it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reminders")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    minutes_before = models.PositiveIntegerField()

    class Meta:
        ordering = ("minutes_before", "channel")
        constraints = [
            models.UniqueConstraint(fields=("meeting", "channel", "minutes_before"), name="reminder_once_a_meeting")
        ]
        indexes = [models.Index(fields=("minutes_before", "meeting"), name="reminder_by_minutes")]

    class History:
        root = "meeting_id"
        label = _("Reminder")

    def __str__(self) -> str:
        return f"{self.channel} -{self.minutes_before}"


class DueReminder(models.Model):
    """A reminder whose minute has come. The constraint is what makes it come once, however many workers there are."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="due_reminders")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("occurrence", "channel", "due_at"), name="reminder_comes_due_once")
        ]
        indexes = [models.Index(fields=("due_at",), name="due_reminder_by_time")]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.channel} {self.due_at:%Y-%m-%d %H:%M}"
