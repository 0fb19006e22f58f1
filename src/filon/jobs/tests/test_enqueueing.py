"""Writing jobs down."""

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus

from filon.core import clock
from filon.jobs.models import Job
from filon.jobs.testing import run_jobs
from filon.jobs.tests import samples
from filon.jobs.waking import bell


@pytest.mark.django_db
def test_a_job_is_rolled_back_with_its_caller():
    with transaction.atomic():
        samples.leave_a_mark.enqueue("a")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_the_bell_rings_only_once_the_job_can_be_read(django_capture_on_commit_callbacks):
    before = bell.rings
    with django_capture_on_commit_callbacks(execute=True):
        samples.leave_a_mark.enqueue("a")
        assert bell.rings == before
    assert bell.rings == before + 1


@pytest.mark.django_db
def test_a_job_for_later_does_not_run_now():
    samples.leave_a_mark.using(run_after=clock.now() + timedelta(minutes=1)).enqueue("later")
    assert run_jobs() == []
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        run_jobs()
    assert samples.marks() == ["later"]


@pytest.mark.django_db
def test_the_same_call_waits_only_once():
    samples.count_once.enqueue(1)
    samples.count_once.enqueue(1)
    samples.count_once.enqueue(2)
    run_jobs()
    assert samples.marks() == ["1", "2"]


@pytest.mark.django_db
def test_a_unique_job_moves_to_the_earlier_time():
    later = clock.now() + timedelta(hours=1)
    samples.count_once.using(run_after=later).enqueue(1)
    samples.count_once.enqueue(1)
    samples.count_once.using(run_after=later).enqueue(1)
    assert Job.objects.get().run_at < later


@pytest.mark.django_db
def test_a_unique_job_that_has_started_does_not_swallow_the_next():
    samples.count_once.enqueue(1)
    run_jobs()
    samples.count_once.enqueue(1)
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_urgent_jobs_run_first():
    samples.leave_a_mark.enqueue("calm")
    samples.leave_a_mark.using(priority=10).enqueue("urgent")
    run_jobs()
    assert samples.marks() == ["urgent", "calm"]


@pytest.mark.django_db
def test_the_result_says_where_the_job_stands():
    result = samples.leave_a_mark.enqueue("a")
    assert result.status == TaskResultStatus.READY
    run_jobs()
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
