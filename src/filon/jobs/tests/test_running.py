"""How jobs run, fail, are tried again and are given up."""

from datetime import timedelta

import pytest

from filon.core import clock
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.services import running
from filon.jobs.testing import hurry_jobs, run_jobs
from filon.jobs.tests import samples

pytestmark = pytest.mark.django_db


def test_a_job_that_fails_leaves_nothing_behind_and_is_planned_again():
    with clock.stopped_at(clock.now()):
        samples.leave_a_mark_and_fail.enqueue("a")
        [job] = run_jobs()
        assert samples.marks() == []
        assert job.state == JobState.WAITING
        assert timedelta(seconds=4) < job.run_at - clock.now() < timedelta(seconds=6)
    assert job.error == "ValueError: the file is broken"
    assert "leave_a_mark_and_fail" in job.traceback


def test_a_job_with_its_own_transactions_keeps_what_it_committed():
    samples.leave_a_mark_alone_and_fail.enqueue("a")
    run_jobs()
    assert samples.marks() == ["a"]


def test_a_pause_grows_fourfold_to_an_hour():
    pauses = [running.pause(attempt).total_seconds() for attempt in range(1, 9)]
    expected = [5, 20, 80, 320, 1280, 3600, 3600, 3600]
    assert all(0.9 * want <= got <= 1.1 * want for got, want in zip(pauses, expected, strict=True))


def test_after_its_last_attempt_a_job_is_a_dead_letter():
    samples.fail.enqueue()
    assert run_jobs()[0].state == JobState.WAITING
    hurry_jobs()
    assert run_jobs()[0].state == JobState.DEAD


def test_a_job_that_gives_up_is_not_tried_again():
    samples.give_up.enqueue()
    [job] = run_jobs()
    assert (job.state, job.attempts, job.error) == (JobState.DEAD, 1, "The message is gone.")


def test_a_refusal_is_shown_in_its_own_words():
    samples.refuse.enqueue()
    assert run_jobs()[0].error == "Nothing can be sent to nobody."


def test_a_job_whose_task_no_longer_exists_is_a_dead_letter():
    Job.objects.create(name="filon.jobs.tests.samples.was_renamed")
    Job.objects.create(name="filon.jobs.tests.samples.marks")
    assert [job.state for job in run_jobs()] == [JobState.DEAD, JobState.DEAD]


def test_success_after_failure_clears_the_error():
    samples.leave_a_mark.enqueue("a")
    Job.objects.update(error="ValueError: no", traceback="…")
    [job] = run_jobs()
    assert (job.state, job.error, job.traceback) == (JobState.DONE, "", "")


def test_a_claimed_job_is_not_claimed_twice():
    samples.leave_a_mark.enqueue("a")
    assert running.claim() is not None
    assert running.claim() is None


def test_a_job_whose_worker_died_is_given_back_once_its_lease_has_run_out():
    samples.leave_a_mark.enqueue("a")
    job = running.claim()
    assert running.recover(except_for=[]) == 0
    with clock.stopped_at(clock.now() + timedelta(seconds=31)):
        assert running.recover(except_for=[job]) == 0
        assert running.recover(except_for=[]) == 1
        [again] = run_jobs()
    assert (again.state, again.attempts) == (JobState.DONE, 2)


def test_the_only_worker_takes_up_at_once_what_a_killed_one_left():
    samples.leave_a_mark.enqueue("a")
    running.claim()
    assert running.recover(except_for=[], is_alone=True) == 1


def test_a_job_that_kills_its_worker_each_time_is_given_up():
    samples.leave_a_mark.enqueue("a")
    running.claim()
    Job.objects.update(attempts=running.MAX_ATTEMPTS)
    with clock.stopped_at(clock.now() + timedelta(seconds=31)):
        running.recover(except_for=[])
    assert Job.objects.get().state == JobState.DEAD


def test_a_heartbeat_keeps_the_lease():
    samples.leave_a_mark.enqueue("a")
    job = running.claim()
    with clock.stopped_at(clock.now() + timedelta(seconds=25)):
        running.extend_leases([job])
    with clock.stopped_at(clock.now() + timedelta(seconds=40)):
        assert running.recover(except_for=[]) == 0


def test_a_run_that_lost_its_lease_leaves_nothing_behind():
    samples.lose_the_lease.enqueue("a")
    job = running.claim()
    running.run(job)
    assert samples.marks() == []


def test_an_idle_worker_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert running.claim() is None
