"""A job: one call of a task that is to be made, is being made or was made."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.jobs.choices import JobState


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about several jobs."""

    def due(self, moment: datetime) -> "JobQuerySet":
        """Those that may start at `moment`, the most urgent first."""
        return self.filter(state=JobState.WAITING, run_at__lte=moment).order_by("-priority", "run_at", "pk")

    def orphaned(self, moment: datetime) -> "JobQuerySet":
        """Those whose worker has not been heard of since before `moment`."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=moment)

    def dead(self) -> "JobQuerySet":
        """The dead letters: given up, and for a person to settle."""
        return self.filter(state=JobState.DEAD)


class Job(models.Model):
    """One call of a task. It may run more than once, so a task does no harm when it is repeated.

    `name` is the dotted path of the task's function. While it waits, `unique_key` keeps the same call from being
    written down twice. `attempts` counts the starts and is also the fence: a run whose number is no longer the
    row's has lost the job to another worker.
    """

    name = models.CharField(_("Task"), max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    state = models.CharField(_("Job state"), max_length=16, choices=JobState.choices, default=JobState.WAITING)
    priority = models.SmallIntegerField(default=0)
    run_at = models.DateTimeField(_("Due at"), default=clock.now)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    lease_until = models.DateTimeField(null=True)
    unique_key = models.CharField(max_length=64, null=True, unique=True)
    error = models.TextField(_("Error"), blank=True)
    traceback = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("state", "-priority", "run_at", "id"), name="job_to_start"),
            models.Index(fields=("state", "lease_until"), name="job_by_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
