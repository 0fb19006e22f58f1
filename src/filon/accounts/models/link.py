"""A one-time link: the way in for somebody who has no password yet, or no longer."""

from django.db import models

from filon.accounts.models.user import User
from filon.core import clock


class OneTimeLink(models.Model):
    """A link that works once and until a moment. Only its sha256 is kept, so nobody can read it here."""

    class Purpose(models.TextChoices):
        """What the link does."""

        FIRST_START = "first_start", "First start"
        DEMO = "demo", "Demo"
        INVITATION = "invitation", "Invitation"
        PASSWORD_RESET = "password_reset", "Password reset"

    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="one_time_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
