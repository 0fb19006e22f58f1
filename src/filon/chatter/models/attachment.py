"""A file that hangs on a record."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.models.message import Message
from filon.core import clock
from filon.core.models import Record

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


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
        label = _("File")

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where it is downloaded."""
        return reverse("chatter:attachment", args=[self.pk, self.name])

    @property
    def is_picture(self) -> bool:
        """Whether its bytes are those of a picture that a page may show."""
        return self.media_type in PICTURES

    @property
    def picture_url(self) -> str:
        """Where a page finds it as a picture."""
        return reverse("chatter:attachment-picture", args=[self.pk])
