"""A file that hangs on a record."""

from django.db import models

from filon.accounts.models import User
from filon.chatter.models.message import Message
from filon.core import clock
from filon.core.models import Record


class Attachment(models.Model):
    """A file on a record, perhaps brought by a message. Its bytes are in the file store under `digest`."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="attachments")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=127)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    class History:
        root = "record_id"

    def __str__(self) -> str:
        return self.name
