"""What the board's columns add up to, kept ready so that no page counts a million rows."""

from django.db import models


class TotalKey(models.Model):
    """How many open opportunities a salesperson has in a stage for a team, and their expected revenue in cents.

    `team` and `salesperson` are 0 for none, because engines differ on NULL in a unique key. Cents are whole numbers:
    SQLite's decimals are doubles, and a running sum of those drifts.
    """

    stage = models.BigIntegerField()
    team = models.BigIntegerField()
    salesperson = models.BigIntegerField()
    count = models.BigIntegerField()
    cents = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.stage}/{self.team}/{self.salesperson}: {self.count}, {self.cents}"


class LeadTotal(TotalKey):
    """The sum up to the last fold."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("stage", "team", "salesperson"), name="one_total_a_key"),
        ]


class LeadDelta(TotalKey):
    """What one statement added or took away since. Triggers append, nobody updates, so two moves never wait in line."""
