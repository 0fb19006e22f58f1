"""Taking a job, running it, and writing down how it went."""

import random
import traceback
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext, override
from django_tasks.base import Task

from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.house import house
from filon.history.choices import Kind
from filon.history.services import recording
from filon.jobs.backend import JobTask
from filon.jobs.choices import JobState
from filon.jobs.exceptions import GiveUp, LeaseLost
from filon.jobs.models import Job
from filon.jobs.services.resolving import task_named

LEASE = timedelta(seconds=30)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
MAX_ATTEMPTS = 8

log = structlog.get_logger("filon.jobs")


def claim() -> Job | None:
    """The most urgent job that is due, leased to the caller; None when there is none."""
    if not Job.objects.due(clock.now()).exists():
        return None  # without the write lock, which an idle worker would else take every second
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        job = Job.objects.due(clock.now()).select_for_update(skip_locked=skip).first()
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.attempts += 1
        job.unique_key = None
        job.started_at = clock.now()
        job.lease_until = job.started_at + LEASE
        job.save(update_fields=["state", "attempts", "unique_key", "started_at", "lease_until"])
        return job


def run(job: Job) -> None:
    """Run a claimed job and settle it. Whatever the task raises is written down, never raised."""
    try:
        task = task_named(job.name)
        with override(house().language):
            _call(job, task)
    except LeaseLost:
        log.warning("job_lease_lost", job=job.pk, task=job.name)
    except Exception as error:
        _failed(job, error)


def _call(job: Job, task: Task[Any, Any]) -> None:
    label = task.label if isinstance(task, JobTask) else ""
    if isinstance(task, JobTask) and not task.atomic:
        with recording.change_set(None, Kind.JOB, label):
            task.call(*job.args, **job.kwargs)
        _done(job)
    else:
        with recording.write(None, Kind.JOB, label):
            task.call(*job.args, **job.kwargs)
            _done(job)
    log.info("job_done", job=job.pk, task=job.name, attempt=job.attempts)


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _done(job: Job) -> None:
    values = {"state": JobState.DONE, "finished_at": clock.now(), "lease_until": None, "error": "", "traceback": ""}
    if not _mine(job).update(**values):
        raise LeaseLost


def _failed(job: Job, error: Exception) -> None:
    """Plan the next attempt, or make it a dead letter when there is no hope or no attempt left."""
    values: dict[str, Any] = {
        "error": sentence(error),
        "traceback": "".join(traceback.format_exception(error)),
        "lease_until": None,
    }
    if isinstance(error, GiveUp) or job.attempts >= _max_attempts(job):
        values.update(state=JobState.DEAD, finished_at=clock.now())
        log.error("job_dead", job=job.pk, task=job.name, attempt=job.attempts, error=type(error).__name__)
    else:
        values.update(state=JobState.WAITING, run_at=clock.now() + pause(job.attempts))
        log.warning("job_failed", job=job.pk, task=job.name, attempt=job.attempts, error=type(error).__name__)
    with transaction.atomic():
        _mine(job).update(**values)


def _max_attempts(job: Job) -> int:
    try:
        task = task_named(job.name)
    except GiveUp:
        return 0
    return task.max_attempts if isinstance(task, JobTask) else MAX_ATTEMPTS


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 s, 20 s, 80 s, … to an hour, give or take a tenth."""
    seconds = min(FIRST_PAUSE.total_seconds() * 4 ** (attempts - 1), LONGEST_PAUSE.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.9, 1.1))  # noqa: S311 - spreads load, guards nothing


def sentence(error: Exception) -> str:
    """What went wrong in one line, for the list of jobs."""
    if isinstance(error, DomainError | GiveUp):
        return str(error)
    return f"{type(error).__name__}: {error}".strip().splitlines()[0][:500]


@transaction.atomic
def extend_leases(jobs: list[Job]) -> None:
    """Say that the workers which run `jobs` are alive."""
    for job in jobs:
        _mine(job).update(lease_until=clock.now() + LEASE)


def recover(*, except_for: list[Job], is_alone: bool = False) -> int:
    """Give back the jobs whose worker died; returns how many. `except_for` are known to run in this process.

    Who is the only worker there can be (`is_alone`) need not wait until their leases have run out.
    """
    lost_before = clock.now() + 2 * LEASE if is_alone else clock.now()
    orphaned = Job.objects.orphaned(lost_before).exclude(pk__in=[job.pk for job in except_for])
    if not orphaned.exists():
        return 0
    with transaction.atomic():
        orphaned.filter(attempts__gte=MAX_ATTEMPTS).update(
            state=JobState.DEAD, finished_at=clock.now(), lease_until=None, error=gettext("The worker died each time.")
        )
        count = orphaned.update(state=JobState.WAITING, run_at=clock.now(), lease_until=None)
    log.warning("jobs_recovered", count=count)
    return count
