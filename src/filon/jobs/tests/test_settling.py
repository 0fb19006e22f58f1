"""What a person does about dead letters, and how long jobs are kept."""

from datetime import timedelta

import pytest

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, NotAllowed
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.services import settling

pytestmark = pytest.mark.django_db


def an_administrator() -> User:
    return User.objects.create_user(email="admin@example.com", name="Ada", role="administrator")


def a_dead_job() -> Job:
    return Job.objects.create(
        name="filon.jobs.tests.samples.fail", state=JobState.DEAD, attempts=8, error="no", finished_at=clock.now()
    )


def test_a_retried_job_has_all_its_attempts_again():
    job = settling.retry(job=a_dead_job(), actor=an_administrator())
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == (JobState.WAITING, 0, None)


def test_a_discarded_job_is_not_settled_twice():
    job, actor = a_dead_job(), an_administrator()
    settling.discard(job=job, actor=actor)
    with pytest.raises(Conflict):
        settling.retry(job=job, actor=actor)


def test_only_administrators_settle_jobs():
    user = User.objects.create_user(email="ana@example.com", name="Ana", role="all")
    with pytest.raises(NotAllowed):
        settling.discard(job=a_dead_job(), actor=user)


def test_dead_letters_are_kept_and_done_jobs_forgotten():
    for state in (JobState.DEAD, JobState.DISCARDED, JobState.DONE):
        Job.objects.create(name=state, state=state, finished_at=clock.now())
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        settling.forget_old()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DEAD, JobState.DISCARDED}
    with clock.stopped_at(clock.now() + timedelta(days=100)):
        settling.forget_old()
    assert list(Job.objects.values_list("state", flat=True)) == [JobState.DEAD]
