"""The queue of messages that we send."""

from django.db import models

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import Record
from filon.mail.choices import OutboundState


class OutboundMessage(models.Model):
    """One message of ours. It waits until `send_after`, so that it can be stopped; `reason` says why it failed.

    The complete MIME message is in the file store under `digest`.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, null=True, blank=True, related_name="outbound_messages"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sender = models.CharField(max_length=320)
    to = models.JSONField(default=list)
    subject = models.CharField(max_length=500)
    message_id = models.CharField(max_length=500, unique=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=OutboundState.choices, default=OutboundState.WAITING)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    send_after = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=("state", "send_after"), name="outbound_to_send")]

    def __str__(self) -> str:
        return self.subject
