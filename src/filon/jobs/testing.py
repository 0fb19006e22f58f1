"""For tests of all rooms: run the jobs that a test has caused."""

from filon.core import clock
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.services import running


def run_jobs(limit: int = 100) -> list[Job]:
    """Run the jobs that are due, and those which they cause, until none is left; returns them as they ended."""
    ran: list[int] = []
    while len(ran) < limit and (job := running.claim()):
        running.run(job)
        ran.append(job.pk)
    return list(Job.objects.filter(pk__in=ran).order_by("pk"))


def hurry_jobs() -> None:
    """Make every waiting job due now, as if its pause had passed."""
    Job.objects.filter(state=JobState.WAITING).update(run_at=clock.now())
