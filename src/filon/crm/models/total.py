"""What boards and lists add up to, kept ready so that no page counts a million rows."""

from django.db import models


class TotalKey(models.Model):
    """How many leads a salesperson has in a stage for a team, and their expected revenue in cents.

    `state` says which half of the house they are in: "open", "won", "lost" or "archived" opportunities, or "lead" for
    all that is not qualified yet. `day` is the day of winning in UTC, counted from 1970, so that the last thirty days
    are a sum of days and nothing expires at midnight; it is 0 for all that is not won. `team` and `salesperson` are 0
    for none, because engines differ on NULL in a unique key. Cents are whole numbers: SQLite's decimals are doubles,
    and a running sum of those drifts.
    """

    state = models.CharField(max_length=8)
    day = models.IntegerField()
    stage = models.BigIntegerField()
    team = models.BigIntegerField()
    salesperson = models.BigIntegerField()
    count = models.BigIntegerField()
    cents = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.state}/{self.day}/{self.stage}/{self.team}/{self.salesperson}: {self.count}, {self.cents}"


class LeadTotal(TotalKey):
    """The sum up to the last fold."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("state", "day", "stage", "team", "salesperson"), name="one_total_a_key"),
        ]
        indexes = [models.Index(fields=("salesperson", "state", "day"), name="total_of_one")]


class LeadDelta(TotalKey):
    """What one statement added or took away since. Triggers append, nobody updates, so two moves never wait in line."""
