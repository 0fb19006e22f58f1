"""The ledger of messages that reached us."""

from django.db import models

from filon.core import clock
from filon.core.models import Record
from filon.mail.choices import Outcome


class InboundMessage(models.Model):
    """One message that reached us, committed before its sender heard "accepted", with what became of it.

    The raw bytes are in the file store under `digest`. `reason` is in words and explains the outcome.
    """

    received_at = models.DateTimeField(default=clock.now)
    transport = models.CharField(max_length=8)
    peer = models.CharField(max_length=64, blank=True)
    envelope_sender = models.CharField(max_length=320, blank=True)
    envelope_recipients = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    message_id = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.RECEIVED)
    reason = models.TextField(blank=True)
    record = models.ForeignKey(
        Record, on_delete=models.SET_NULL, null=True, blank=True, related_name="inbound_messages"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("message_id",), name="inbound_by_message_id"),
            models.Index(fields=("outcome", "-id"), name="inbound_by_outcome"),
            models.Index(fields=("digest",), name="inbound_by_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"
