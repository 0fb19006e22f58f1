"""System, Jobs: what runs in the background, and the dead letters that a person settles."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError, NotAllowed
from filon.jobs import showing
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.jobs.services import settling
from filon.ui.toasts import toast

A_PAGE = 50


@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """The jobs of one state, dead letters first of all, and the schedules."""
    require_administrator(signed_in(request))
    state = request.GET.get("state", JobState.DEAD)
    if state not in JobState.values:
        state = JobState.DEAD
    page = Paginator(Job.objects.filter(state=state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "state": JobState(state),
        "tabs": showing.tabs(state),
        "page": page,
        "rows": [showing.row(job) for job in page],
        "schedules": showing.schedule_rows(),
    }
    return render(request, "jobs/job_list.html", context)


@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: what it was to do, how often it was tried, and what went wrong."""
    require_administrator(signed_in(request))
    found = get_object_or_404(Job, pk=pk)
    context = {"job": found, "row": showing.row(found), "is_dead": found.state == JobState.DEAD}
    return render(request, "jobs/job.html", context)


@require_POST
def job_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Try a dead letter again, or discard it."""
    actor = signed_in(request)
    found = get_object_or_404(Job, pk=pk)
    try:
        if act == "retry":
            settling.retry(job=found, actor=actor)
            toast(request, _("The job will be tried again."))
        else:
            settling.discard(job=found, actor=actor)
            toast(request, _("The job is discarded."))
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    return redirect("jobs:list")


@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """Try every dead letter again."""
    count = settling.retry_all(actor=signed_in(request))
    toast(
        request,
        ngettext("%(count)d job will be tried again.", "%(count)d jobs will be tried again.", count) % {"count": count},
    )
    return redirect("jobs:list")
