"""The jobs of the jobs room itself."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.jobs.services import settling


@task(label=gettext_noop("Forget old jobs"))
def forget_old_jobs() -> None:
    """Delete jobs that nobody will ask about any more."""
    settling.forget_old()
