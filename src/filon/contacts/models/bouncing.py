"""What became of our messages to an address."""

from django.db import models

from filon.core import clock


class BouncingAddress(models.Model):
    """A normalised address from which messages of ours came back: how often since it last wrote to us, and why."""

    address = models.CharField(max_length=320, unique=True)
    bounces = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    last_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "bouncing addresses"

    def __str__(self) -> str:
        return f"{self.address}: {self.bounces}"
