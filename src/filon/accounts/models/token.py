"""A token: how a program signs in for its user."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models.user import User
from filon.core import clock


class ApiToken(models.Model):
    """A bearer token of a user. Only its sha256 is kept, so it can be shown once, when it is made."""

    class Scope(models.TextChoices):
        """What the token may do."""

        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("Name"), max_length=100, blank=True)
    scope = models.CharField(_("Scope"), max_length=8, choices=Scope.choices, default=Scope.WRITE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"
