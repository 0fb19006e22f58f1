"""The records that a user has opened lately."""

from django.conf import settings
from django.db import models

from filon.core.models import Record


class RecentRecord(models.Model):
    """One record that a user has opened, and when last. Nobody needs its history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recent_records")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "record"), name="recent_once_per_user")]
        indexes = [models.Index(fields=("user", "-opened_at"), name="recent_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.record_id}"
