"""The record: one small row for every lead, contact, team, meeting or quotation."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

T = TypeVar("T", bound="RecordModel")


class Record(models.Model):
    """What all business rows share: an id that is unique in the whole house and never used again.

    A record that was merged into another one stays without its business row, so that old links lead on.
    Messages, followers, attachments and ledger rows point here with a real foreign key, whatever they hang on.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=32, db_index=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, db_index=False, related_name="merged", editable=False
    )

    class Meta:
        indexes = [
            models.Index(fields=("merged_into",), name="record_merged", condition=Q(merged_into__isnull=False)),
        ]

    class History:
        root = "self"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RecordQuerySet(models.QuerySet[T]):
    """Creates the record row together with the business row that shares its id."""

    def create(self, **values: Any) -> T:
        """Insert a record and the business row with `values` under the same id."""
        record = Record.objects.using(self.db).create(kind=self.model.record_kind)
        return super().create(record=record, **values)

    def bulk_create_records(self, rows: list[T], batch_size: int = 1000) -> list[T]:
        """Insert `rows` (not yet saved) with their records in a few statements, in order."""
        records = Record.objects.using(self.db).bulk_create(
            [Record(kind=self.model.record_kind) for _row in rows], batch_size=batch_size
        )
        for row, record in zip(rows, records, strict=True):
            row.record = record
        return self.bulk_create(rows, batch_size=batch_size)


class RecordModel(models.Model):
    """A business row that shares its primary key with its `Record`. Delete the record to delete both."""

    record_kind: ClassVar[str]

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, db_column="id", related_name="%(class)s"
    )

    objects: ClassVar[RecordQuerySet[Self]]

    class Meta:
        abstract = True


class Moved(models.Model):
    """Rows that no history keeps and that a merge has moved: those of `table` whose `column` led to `record`.

    An undo of the merge moves them back by it. One without a table stands for the merge itself.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    kept = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+", db_index=False)
    table = models.CharField(max_length=63, blank=True)
    column = models.CharField(max_length=63, blank=True)
    rows = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.record_id} → {self.kept_id}"
