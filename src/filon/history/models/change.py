"""A change: what happened to one row."""

from django.db import models

from filon.history.choices import Operation
from filon.history.models.change_set import ChangeSet


class RecordedTable(models.Model):
    """A table whose changes the triggers record. `digest` is of the SQL that we gave, `fingerprint` of what stands
    in the database's catalogue since; the doctor compares both."""

    id = models.SmallIntegerField(primary_key=True)
    name = models.CharField(max_length=63, unique=True)
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """What happened to one row, written by a trigger.

    `before` and `after` are JSON objects by column name: the changed columns of an update, the whole row of a
    deletion, nothing for an insertion. `root` is the record on whose page the change shows. `txid` is PostgreSQL's
    transaction, for readers who follow with a cursor; ids alone are not in the order in which they become visible.
    """

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, db_constraint=False, related_name="changes")
    table = models.ForeignKey(
        RecordedTable, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    row = models.BigIntegerField()
    root = models.BigIntegerField(null=True)
    op = models.CharField(max_length=1, choices=Operation.choices)
    before = models.TextField(null=True)
    after = models.TextField(null=True)
    txid = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("table", "row", "id"), name="change_by_row"),
            models.Index(fields=("root", "id"), name="change_by_root", condition=models.Q(root__isnull=False)),
            models.Index(fields=("table", "-id"), name="change_of_deletion", condition=models.Q(op="D")),
            models.Index(fields=("txid", "id"), name="change_by_txid", condition=models.Q(txid__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.op} {self.table_id}.{self.row}"


class Context(models.Model):
    """On SQLite the change-set of the running transaction: one row, emptied before every commit."""

    id = models.SmallIntegerField(primary_key=True)
    change_set_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.change_set_id)
