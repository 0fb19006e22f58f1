"""The jobs of the jobs room itself."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from filon.jobs.choices import RunState
from filon.jobs.models import LongRun
from filon.jobs.services import long_running, settling


@task(label=gettext_noop("Forget old jobs"))
def forget_old_jobs() -> None:
    """Delete jobs that nobody will ask about any more."""
    settling.forget_old()


@task(label=gettext_noop("Work on many rows"), unique=True, atomic=False, priority=50)
def work_on_many(run_id: int) -> None:
    """Do what is left of a long run, in the language and zone of whoever began it."""
    run = LongRun.objects.select_related("actor").filter(pk=run_id).first()
    if run is None or not run.is_running:
        return
    with translation.override(run.actor.language or translation.get_language()), timezone.override(run.actor.zone):
        try:
            long_running.go_on(run)
        except Exception:
            long_running.end(run, RunState.FAILED, _("An error has stopped it; the jobs page tells more."))
            raise
