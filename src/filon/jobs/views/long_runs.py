"""The tray of long runs in the header: how far they are, stopping them, and a word when they end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from filon.accounts.requests import signed_in
from filon.jobs import showing
from filon.jobs.choices import RunState
from filon.jobs.models import LongRun
from filon.jobs.services import long_running
from filon.jobs.trays import EXPECTS


@require_GET
def tray(request: HttpRequest) -> HttpResponse:
    """How far the long runs of this user are."""
    return _tray(request)


def _tray(request: HttpRequest) -> HttpResponse:
    """What is under way for this user; of what has ended a toast tells once, with its undo."""
    runs = list(LongRun.objects.untold(signed_in(request)).select_related("actor"))
    ended = [run for run in runs if not run.is_running]
    for run in ended:
        showing.tell_of_end(request, run)
        long_running.told(run)
    going = [run for run in runs if run.is_running]
    if not going and EXPECTS in request.session:
        del request.session[EXPECTS]
    response = render(request, "jobs/tray.html", {"runs": [showing.run_row(run) for run in going]})
    return trigger_client_event(response, "filon:list-refresh", {}) if ended else response


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop after the batch that is under way. What is done stays, until it is undone."""
    run = get_object_or_404(LongRun, pk=pk, actor=signed_in(request))
    long_running.end(run, RunState.STOPPED)
    return _tray(request)
