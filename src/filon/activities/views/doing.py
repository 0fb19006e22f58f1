"""What is done with one activity: done, moved, put off, cancelled, opened again; and the call that was just made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.activities.forms.activity import FeedbackForm, RescheduleForm
from filon.activities.models import Activity
from filon.activities.services.calling import log_call
from filon.activities.services.cancelling import cancel
from filon.activities.services.changing import change, snooze
from filon.activities.services.completing import Completed, complete, reopen_activity
from filon.activities.services.configuring import default_type
from filon.activities.views.answers import announced, changed
from filon.activities.views.dialogs import activity_or_404, propose
from filon.chatter.services.records import visible_record
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.ui import formatting


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what came of it, or mark it as done; with `next` the dialog goes on to the next activity."""
    activity = activity_or_404(request, pk)
    if request.method != "POST":
        return render(request, "activities/activity_done.html", {"activity": activity, "form": FeedbackForm()})
    form = FeedbackForm(request.POST)
    form.is_valid()
    completed = complete(actor=signed_in(request), activity=activity, feedback=form.cleaned_data["feedback"])
    return _after(request, completed)


@require_http_methods(["GET", "HEAD", "POST"])
def called(request: HttpRequest, record_id: int) -> HttpResponse:
    """„Cum a decurs apelul?”: log a call that was made from this page."""
    record = record_or_404(request, record_id)
    if request.method != "POST":
        return render(request, "activities/called.html", {"record": record, "form": FeedbackForm()})
    completed = log_call(actor=signed_in(request), record_id=record.pk, feedback=request.POST.get("feedback", ""))
    return _after(request, completed)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, as by dragging it there."""
    activity = activity_or_404(request, pk)
    form = RescheduleForm(request.POST)
    if not form.is_valid():
        raise DomainError(" ".join(map(str, form.errors["due_on"])), field="due_on")
    moved = change(actor=signed_in(request), activity=activity, due_on=form.cleaned_data["due_on"])
    return _moved(request, moved)


@require_POST
def put_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Seven days later."""
    return _moved(request, snooze(actor=signed_in(request), activity=activity_or_404(request, pk)))


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not be done."""
    activity = cancel(actor=signed_in(request), activity=activity_or_404(request, pk))
    undo_toast(request, _("Cancelled: %(title)s.") % {"title": activity.title}, _("Undo cancelling"))
    return changed(request, reverse("activities:mine"))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It is to be done after all."""
    activity = reopen_activity(actor=signed_in(request), activity=activity_or_404(request, pk))
    undo_toast(request, _("Open again: %(title)s.") % {"title": activity.title}, _("Undo the reopening"))
    return changed(request, reverse("activities:mine"))


def _after(request: HttpRequest, completed: Completed) -> HttpResponse:
    """Say what was done, and go on to the next one if that was asked for and none was scheduled by itself."""
    activity = completed.activity
    said = _("Done: %(title)s.") % {"title": activity.title}
    if completed.triggered:
        following = completed.triggered
        words = formatting.due_words(following.due_on, following.assignee.today)
        said += " " + _("Next: %(title)s, %(due)s.") % {"title": following.title, "due": words}
    undo_toast(request, said, _("Undo marking as done"))
    record = visible_record(signed_in(request), activity.record_id)
    if "next" not in request.POST or completed.triggered or record is None:
        return changed(request, reverse("activities:mine"))
    kind = record.type.kind
    offered = [each for each in completed.suggested if each.is_offered_for(kind)]
    following_type = offered[0] if offered else default_type(kind)
    if following_type is None:
        return changed(request, reverse("activities:mine"))
    return announced(propose(request, record, following_type, activity))


def _moved(request: HttpRequest, activity: Activity) -> HttpResponse:
    words = formatting.due_words(activity.due_on, activity.assignee.today)
    undo_toast(request, _("“%(title)s”: %(due)s.") % {"title": activity.title, "due": words}, _("Undo the move"))
    return changed(request, reverse("activities:mine"))
