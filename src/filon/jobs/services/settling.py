"""What a person does about a dead letter, and what becomes of old jobs."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, NotAllowed
from filon.jobs.choices import JobState
from filon.jobs.models import Job, LongRun
from filon.jobs.waking import bell

KEEP_DONE = timedelta(days=2)
KEEP_DISCARDED = timedelta(days=90)


def _require_administrator(actor: User) -> None:
    if not actor.is_administrator:
        raise NotAllowed(_("Only an administrator can settle jobs."))


def _locked(job: Job, actor: User) -> Job:
    _require_administrator(actor)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != JobState.DEAD:
        raise Conflict(_("Somebody has already settled this job."))
    return job


@transaction.atomic
def retry(*, job: Job, actor: User) -> Job:
    """Start a dead letter afresh, with all its attempts."""
    job = _locked(job, actor)
    job.state = JobState.WAITING
    job.run_at = clock.now()
    job.finished_at = None
    job.attempts = 0
    job.save(update_fields=["state", "run_at", "finished_at", "attempts"])
    transaction.on_commit(bell.ring)
    return job


@transaction.atomic
def discard(*, job: Job, actor: User) -> Job:
    """Give a dead letter up for good. It stays readable for 90 days."""
    job = _locked(job, actor)
    job.state = JobState.DISCARDED
    job.finished_at = clock.now()
    job.save(update_fields=["state", "finished_at"])
    return job


@transaction.atomic
def retry_all(*, actor: User) -> int:
    """Start every dead letter afresh; returns how many."""
    _require_administrator(actor)
    count = Job.objects.dead().update(state=JobState.WAITING, run_at=clock.now(), finished_at=None, attempts=0)
    transaction.on_commit(bell.ring)
    return count


def forget_old() -> int:
    """Delete what was done two days ago and discarded 90 days ago; returns how many. Dead letters always stay."""
    done = Job.objects.filter(state=JobState.DONE, finished_at__lt=clock.now() - KEEP_DONE)
    discarded = Job.objects.filter(state=JobState.DISCARDED, finished_at__lt=clock.now() - KEEP_DISCARDED)
    LongRun.objects.filter(created_at__lt=clock.now() - KEEP_DISCARDED).delete()
    return done.delete()[0] + discarded.delete()[0]
