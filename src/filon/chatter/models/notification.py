"""What the bell shows."""

from django.db import models

from filon.accounts.models import User
from filon.chatter.choices import Channel, Reason
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


class NotificationChoice(models.Model):
    """How a user wants to be told of what happens; without a row, by the bell. Mentions come by mail in any case."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="notification_choice")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.BELL)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.channel}"
