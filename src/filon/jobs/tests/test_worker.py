"""The threads of a worker."""

import threading

import pytest

from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.tests import samples
from filon.jobs.worker import Worker


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_a_job_as_soon_as_it_is_committed():
    while samples.ran.acquire(blocking=False):
        pass  # what other tests have left
    worker = Worker(threads=2)
    worker.start()
    try:
        for number in range(5):
            samples.leave_a_mark.enqueue(f"a{number}")
        for _number in range(5):
            assert samples.ran.acquire(timeout=5)
    finally:
        assert worker.stop(10)
    assert sorted(samples.marks()) == ["a0", "a1", "a2", "a3", "a4"]
    assert set(Job.objects.filter(name__endswith="leave_a_mark").values_list("state", flat=True)) == {JobState.DONE}


@pytest.mark.django_db(transaction=True)
def test_a_stopped_worker_leaves_no_thread_behind():
    worker = Worker(threads=2)
    worker.start()
    assert worker.stop(10)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("filon-")]
