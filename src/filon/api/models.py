"""The keys by which a repeated request is recognised."""

from django.db import models

from filon.accounts.models import User
from filon.core import clock


class IdempotencyKey(models.Model):
    """The answer to a request that carried an `Idempotency-Key`, so that its repetition changes nothing.

    `fingerprint` is the sha256 of method, path and body: the same key with another request is an error.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "key"), name="idempotency_key_once_a_user")]

    def __str__(self) -> str:
        return self.key
