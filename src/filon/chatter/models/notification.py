"""What the bell shows."""

from django.db import models

from filon.accounts.models import User
from filon.chatter.choices import Reason
from filon.chatter.models.message import Message
from filon.core import clock
from filon.core.models import Record


class Notification(models.Model):
    """One thing a user should know: a message on a record he follows, or a record given to him."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="notifications")
    reason = models.CharField(max_length=16, choices=Reason.choices)
    actor = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("user", "-id"), name="unread_notification", condition=models.Q(read_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.reason}"
