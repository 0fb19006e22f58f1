"""The doctor's look at the jobs."""

from collections.abc import Iterator
from datetime import timedelta

from filon.core import clock
from filon.core.diagnostics import Finding
from filon.jobs.models import Job

LATE = timedelta(minutes=10)


def jobs() -> Iterator[Finding]:
    """No dead letters wait for a person, and nothing has been due for ten minutes, as without a worker."""
    dead = Job.objects.dead().count()
    late = Job.objects.due(clock.now() - LATE).count()
    if dead:
        yield Finding("jobs", False, f"{dead} failed for good: look at System, Jobs.")
    if late:
        yield Finding("jobs", False, f"{late} have been due for ten minutes: is a worker running?")
    if not (dead or late):
        yield Finding("jobs", True, "All are done or planned.")
