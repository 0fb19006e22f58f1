"""A message in the thread of a record."""

from django.db import models
from django.db.models import Q

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import Record
from filon.mail.models import InboundMessage, OutboundMessage


class Message(models.Model):
    """Something said on a record: a message to people outside, a note for us, or a message received.

    `body_html` is sanitised and may be empty; `body_text` always says the same in plain text.
    The author is exactly one of a user, a contact and a bare address.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    author_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    author_contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    author_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    body_text = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    message_id = models.CharField(max_length=500, blank=True)
    inbound = models.OneToOneField(InboundMessage, on_delete=models.PROTECT, null=True, related_name="thread_message")
    outbound = models.OneToOneField(OutboundMessage, on_delete=models.PROTECT, null=True, related_name="thread_message")
    is_automatic = models.BooleanField(default=False)

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("record", "-id"), name="message_by_record"),
            models.Index(fields=("message_id",), name="message_by_message_id"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(author_user__isnull=False, author_contact__isnull=True, author_address="")
                    | Q(author_user__isnull=True, author_contact__isnull=False, author_address="")
                    | (Q(author_user__isnull=True, author_contact__isnull=True) & ~Q(author_address=""))
                ),
                name="message_has_one_author",
            )
        ]

    class History:
        root = "record_id"

    def __str__(self) -> str:
        return self.subject or self.body_text[:60]
