"""A browser in which somebody is signed in."""

from django.contrib.sessions.models import Session
from django.db import models

from filon.accounts.models.user import User
from filon.core import clock


class BrowserSession(models.Model):
    """Whose a session is, and from where. It goes when the session goes."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="browser_sessions")
    client = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-last_seen_at",)

    def __str__(self) -> str:
        return f"{self.user} ({self.client})"
