"""Jobs in words, for the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from filon.jobs.backend import JobTask
from filon.jobs.choices import JobState, RunState
from filon.jobs.exceptions import GiveUp
from filon.jobs.models import Job, LongRun, Tick
from filon.jobs.schedules import schedules
from filon.jobs.services.long_running import action_label
from filon.jobs.services.resolving import task_named
from filon.ui import formatting
from filon.ui.toasts import toast

ORDER = (JobState.DEAD, JobState.WAITING, JobState.RUNNING, JobState.DONE, JobState.DISCARDED)


@dataclass(frozen=True)
class Tab:
    """A state and how many jobs are in it."""

    state: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class JobRow:
    """A job as the list shows it; `moment` is when it happened, or will."""

    pk: int
    label: str
    name: str
    arguments: str
    attempts: str
    moment: datetime
    error: str


@dataclass(frozen=True)
class ScheduleRow:
    """A schedule as the list shows it."""

    label: str
    every: str
    last: datetime | None


def tabs(current: str) -> list[Tab]:
    """All states that hold jobs, and always that of the dead letters."""
    counts = dict(Job.objects.order_by().values_list("state").annotate(count=Count("pk")))
    shown = [state for state in ORDER if counts.get(state) or state in (JobState.DEAD, current)]
    return [Tab(state, str(state.label), counts.get(state, 0), state == current) for state in shown]


def row(job: Job) -> JobRow:
    """One job in words."""
    arguments = [*map(str, job.args), *(f"{name}={value}" for name, value in job.kwargs.items())]
    return JobRow(
        pk=job.pk,
        label=label_of(job.name),
        name=job.name,
        arguments=", ".join(arguments),
        attempts=ngettext("%(count)d attempt", "%(count)d attempts", job.attempts) % {"count": job.attempts},
        moment=job.finished_at or (job.started_at if job.state == JobState.RUNNING else None) or job.run_at,
        error=job.error,
    )


def label_of(name: str) -> str:
    """What the task called `name` does, in words if its room gave some."""
    try:
        task = task_named(name)
    except GiveUp:
        return name
    return _(task.label) if isinstance(task, JobTask) and task.label else name.rsplit(".", 1)[-1].replace("_", " ")


def schedule_rows() -> list[ScheduleRow]:
    """Every schedule with its last turn."""
    last = {tick.name: tick.due_at for tick in Tick.objects.order_by("due_at")}
    return [
        ScheduleRow(label_of(schedule.task.module_path), _every(schedule.every), last.get(schedule.name))
        for schedule in schedules
    ]


def _every(pause: timedelta) -> str:
    seconds = round(pause.total_seconds())
    if seconds % 86_400 == 0:
        days = seconds // 86_400
        return ngettext("every day", "every %(n)d days", days) % {"n": days}
    if seconds % 3_600 == 0:
        hours = seconds // 3_600
        return ngettext("every hour", "every %(n)d hours", hours) % {"n": hours}
    if seconds % 60 == 0:
        minutes = seconds // 60
        return ngettext("every minute", "every %(n)d minutes", minutes) % {"n": minutes}
    return pgettext("schedule", "every %(n)d s") % {"n": seconds}


@dataclass(frozen=True)
class RunRow:
    """A long run as the tray shows it."""

    label: str
    progress: str
    percent: int
    stop_url: str


def run_row(run: LongRun) -> RunRow:
    """A long run that is under way, in words: „Mută în etapă: 3.200 din 5.000”."""
    return RunRow(action_label(run), _progress(run), 100 * run.done // run.total, reverse("jobs:stop", args=[run.pk]))


def _progress(run: LongRun) -> str:
    return _("%(done)s of %(total)s") % {"done": formatting.number(run.done), "total": formatting.number(run.total)}


def tell_of_end(request: HttpRequest, run: LongRun) -> None:
    """Say how a long run has ended, and offer to take back what it has done."""
    texts = {
        RunState.DONE: _("%(what)s: done, %(progress)s."),
        RunState.STOPPED: _("%(what)s: stopped after %(progress)s."),
        RunState.FAILED: _("%(what)s: broken off after %(progress)s. %(error)s"),
    }
    text = texts[RunState(run.state)] % {"what": action_label(run), "progress": _progress(run), "error": run.error}
    url = reverse("history:undo", args=[run.change_set]) if run.change_set else ""
    kind = "error" if run.state == RunState.FAILED else "done"
    toast(request, text.strip(), undo_url=url, undo_label=_("Undo the change") if url else "", kind=kind)
