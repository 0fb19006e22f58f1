"""A failed attempt to sign in, which counts against the next ones."""

from django.db import models

from filon.core import clock


class FailedAttempt(models.Model):
    """That a password, code or link did not fit. `key` is a keyed hash of the address or of the client."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=("key", "at"), name="attempt_by_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%Y-%m-%d %H:%M:%S}"
