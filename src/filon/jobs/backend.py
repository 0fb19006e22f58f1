"""The backend of `django_tasks`: `thing.enqueue(id)` writes a job row in the caller's transaction."""

from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.services.enqueueing import enqueue
from filon.jobs.services.resolving import task_named

P = ParamSpec("P")
T = TypeVar("T")

_STATUS = {
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.DEAD: TaskResultStatus.FAILED,
    JobState.DISCARDED: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """A task with what our jobs add, given to the decorator: `@task(unique=True)`.

    `unique`: while the same call waits, asking for it again adds nothing.
    `atomic`: the run and its note "done" are one transaction. Switch it off for a task that talks to the network or
    runs long; it then opens its own transactions, and may be repeated after it has succeeded.
    `label`: what it does, as an English msgid (`gettext_noop`), for the history and the list of jobs.
    `max_attempts`: starts before it becomes a dead letter.
    """

    unique: bool = False
    atomic: bool = True
    max_attempts: int = 8
    label: str = ""


class JobBackend(BaseTaskBackend):
    """Keeps jobs in the database that holds everything else."""

    task_class = JobTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: P.args, kwargs: P.kwargs) -> TaskResult[T]:  # type: ignore[valid-type]
        """Write the job; a caller that rolls back takes it along."""
        self.validate_task(task)
        job = enqueue(
            name=task.module_path,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            run_at=task.run_after,
            priority=task.priority,
            unique=isinstance(task, JobTask) and task.unique,
        )
        return self._result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Where the job with this id stands."""
        job = Job.objects.filter(pk=int(result_id)).first() if result_id.isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, task_named(job.name))

    def _result(self, job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
        return TaskResult(
            task=task,
            id=str(job.pk),
            status=_STATUS[JobState(job.state)],
            enqueued_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            last_attempted_at=job.started_at,
            args=job.args,
            kwargs=job.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path="builtins.Exception", traceback=job.traceback)] if job.error else [],
            worker_ids=[str(number) for number in range(job.attempts)],
        )
