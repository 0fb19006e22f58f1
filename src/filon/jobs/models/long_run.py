"""A long run: something done to many rows of a list in the background, a batch at a time."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from filon.accounts.models import User
from filon.core import clock
from filon.jobs.choices import RunState


class LongRunQuerySet(models.QuerySet["LongRun"]):
    """Questions about several long runs."""

    def untold(self, user: User) -> "LongRunQuerySet":
        """Those of `user` that are under way, or whose end he has not heard of, in the order of their beginning."""
        return self.filter(actor=user, is_told=False).order_by("pk")


class LongRun(models.Model):
    """An action (`act`) on the rows `ids` of the list `list_key`, as `posted` by `actor`, whose rights rule.

    Everything it writes belongs to the one change-set `change_set`, so that one undo takes it back. `done` rows of
    `total` are through; who takes it up again goes on from there. `is_told` once the actor has seen how it ended.
    """

    actor = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    list_key = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    posted = models.TextField(blank=True)
    ids: Any = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    error = models.TextField(blank=True)
    change_set = models.BigIntegerField(null=True)
    is_told = models.BooleanField(default=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(default=clock.now)

    objects: ClassVar[LongRunQuerySet] = LongRunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=("actor", "is_told"), name="long_run_to_tell")]

    def __str__(self) -> str:
        return f"{self.list_key}: {self.act} {self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether rows are still to come."""
        return self.state == RunState.RUNNING
