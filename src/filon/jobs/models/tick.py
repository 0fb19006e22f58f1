"""A tick: that a schedule's turn has been taken."""

from django.db import models


class Tick(models.Model):
    """The turn of schedule `name` at `due_at`. Whoever inserts it first, of all workers, writes the job."""

    name = models.CharField(max_length=100)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("name", "due_at"), name="one_tick_a_turn")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at}"
