"""The ledger of messages that reached us."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import Record
from filon.mail.choices import Outcome
from filon.mail.models.alias import Alias
from filon.mail.models.mailbox import Mailbox


class InboundQuerySet(models.QuerySet["InboundMessage"]):
    """Questions about several messages."""

    def visible_to(self, user: User) -> "InboundQuerySet":
        """The ledger is for administrators: it also holds what was refused."""
        return self if user.is_active and user.is_administrator else self.none()

    def waiting(self) -> "InboundQuerySet":
        """Those that are stored and not yet routed: few, and found by an index of their own however long the ledger."""
        return self.filter(outcome=Outcome.RECEIVED, settled_at__isnull=True)


class InboundMessage(models.Model):
    """One message that reached us, committed before its sender heard "accepted", with what became of it.

    The raw bytes are in the file store under `digest`. `sender` is as written, `sender_address` ready for comparing.
    `reason` explains the outcome in words, in the installation's language. `record` is the first that it led to.
    `mailbox` is where it was fetched. `is_answered` says that its sender was told why it was refused.
    Once `attempts` is above zero the message has a routing job of its own.
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
    sender_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=16, choices=Outcome.choices, default=Outcome.RECEIVED)
    reason = models.TextField(blank=True)
    record = models.ForeignKey(
        Record, on_delete=models.SET_NULL, null=True, blank=True, related_name="inbound_messages"
    )
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages", db_index=False
    )
    is_answered = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[InboundQuerySet] = InboundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("message_id",), name="inbound_by_message_id"),
            models.Index(fields=("outcome", "-id"), name="inbound_by_outcome"),
            models.Index(fields=("digest",), name="inbound_by_digest"),
            models.Index(fields=("sender_address", "received_at"), name="inbound_by_sender"),
            models.Index(fields=("received_at", "id"), name="inbound_by_time"),
            # Literally "is null": SQLite does not see what a parameter will be when it chooses an index.
            models.Index(fields=("id",), name="inbound_waiting", condition=models.Q(settled_at__isnull=True)),
            models.Index(fields=("received_at",), name="inbound_answered", condition=models.Q(is_answered=True)),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"

    @property
    def subject_or_none(self) -> str:
        """The subject, or words that say that there is none."""
        return self.subject or gettext("(no subject)")


class InboundRoute(models.Model):
    """One way that a message took: to an alias, or (without one) into the thread that it answers.

    A message to two teams has two routes, each with its own outcome.
    """

    inbound = models.ForeignKey(InboundMessage, on_delete=models.CASCADE, related_name="routes")
    alias = models.ForeignKey(Alias, on_delete=models.SET_NULL, null=True, related_name="routes")
    address = models.CharField(max_length=320, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    record = models.ForeignKey(Record, on_delete=models.SET_NULL, null=True, related_name="inbound_routes")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.address}: {self.outcome}"
