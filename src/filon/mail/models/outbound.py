"""The queue of messages that we send."""

from typing import ClassVar

from django.db import models

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import Record
from filon.mail.choices import OutboundState
from filon.mail.reasons import Reason, read


class OutboundQuerySet(models.QuerySet["OutboundMessage"]):
    """Questions about several messages."""

    def visible_to(self, user: User) -> "OutboundQuerySet":
        """Administrators see all messages, others their own."""
        if not user.is_active:
            return self.none()
        return self if user.is_administrator else self.filter(author=user)


class OutboundMessage(models.Model):
    """One message of ours. It waits until `send_after`, so that it can be stopped; `reasons` say why it failed.

    The complete MIME message is in the file store under `digest`. `envelope_sender` gets the bounces; it is empty for
    answers that no machine may answer. `claimed_at` is set while the message is being handed to the mail server.
    `is_scheduled` says that somebody chose the moment; the message waits for it rather than for the usual pause.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, null=True, blank=True, related_name="outbound_messages"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sender = models.CharField(max_length=320)
    envelope_sender = models.CharField(max_length=320, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=500)
    message_id = models.CharField(max_length=500, unique=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=OutboundState.choices, default=OutboundState.WAITING)
    reasons: models.JSONField[list[Reason], list[Reason]] = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    send_after = models.DateTimeField(default=clock.now)
    is_scheduled = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[OutboundQuerySet] = OutboundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("state", "send_after"), name="outbound_to_send"),
            models.Index(fields=("created_at", "id"), name="outbound_by_time"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def reason(self) -> str:
        """Why it waits, failed or came back, in the reader's language."""
        return read(self.reasons)
