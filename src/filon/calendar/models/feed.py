"""The private address at which a calendar program reads what a user has to do."""

from django.db import models

from filon.accounts.models import User
from filon.core import clock


class CalendarFeed(models.Model):
    """A user's feed. Only the digest of its secret is kept; a new secret, or deleting the row, shuts readers out."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"feed of {self.user_id}"
