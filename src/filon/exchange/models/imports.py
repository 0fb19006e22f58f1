"""An import: a file, how it is read, and what became of its rows."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.accounts.models import User
from filon.core import clock
from filon.exchange.choices import BUSY, Outcome, State


class ImportQuerySet(models.QuerySet["Import"]):
    """Questions about several imports."""

    def visible_to(self, user: User) -> "ImportQuerySet":
        """One's own; an administrator sees all."""
        if not user.is_active:
            return self.none()
        return self if user.is_administrator else self.filter(created_by=user)


class Import(models.Model):
    """A file that becomes records of `kind`. What it writes belongs to the one change-set `change_set`.

    `token` names the file in our folder until it is forgotten. `header_key` is the same for files with the same
    headings, whose last settings are proposed again. `done` rows of `total` are through: a run that was broken off goes
    on from there.
    """

    kind = models.CharField(_("Kind"), max_length=32)
    file_name = models.CharField(_("File"), max_length=200)
    token = models.CharField(max_length=32)
    size = models.PositiveBigIntegerField()
    header_key = models.CharField(max_length=64, db_index=True)
    settings = models.JSONField(default=dict)
    state = models.CharField(_("Status"), max_length=10, choices=State.choices, default=State.DRAFT)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(pgettext_lazy("rows", "Created"), default=0)
    updated = models.PositiveIntegerField(_("Updated"), default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(_("Left out"), default=0)
    rejected = models.PositiveIntegerField(_("Rejected"), default=0)
    change_set = models.BigIntegerField(null=True)
    error = models.TextField(blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("By whom"))
    created_at = models.DateTimeField(_("When"), default=clock.now)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        return self.state in BUSY

    @property
    def percent(self) -> int:
        """How far it has come."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def accepted(self) -> int:
        """The rows that are in, or would be."""
        return self.created + self.updated + self.unchanged


class ImportRow(models.Model):
    """A row that did not come in, or would not: its number in the file, what stood there, and why in sentences."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    cells = models.JSONField[Any, Any](default=list)
    reasons = models.JSONField[Any, Any](default=list)

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=("source", "outcome", "number"), name="import_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"

    @property
    def shown(self) -> str:
        """The first cells that are filled, for telling which row it was."""
        filled = [str(cell) for cell in self.cells if cell]
        return " · ".join(cell[:40] for cell in filled[:6])
