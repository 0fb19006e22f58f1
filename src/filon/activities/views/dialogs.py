"""Planning an activity and changing it, in the dialog of any page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.activities import policies
from filon.activities.forms.activity import ActivityForm, present, proposed
from filon.activities.models import Activity, ActivityType
from filon.activities.services.changing import change
from filon.activities.services.configuring import default_type, types_for
from filon.activities.services.scheduling import schedule
from filon.activities.views.answers import changed
from filon.chatter.services.records import ThreadRecord
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, record_id: int) -> HttpResponse:
    """Plan an activity on a record; `?type=` and `?after=` (the one just done) say what it starts with."""
    user, record = signed_in(request), record_or_404(request, record_id)
    if request.method == "POST":
        form = ActivityForm(request.POST, user=user, kind=record.type.kind)
        if form.is_valid():
            try:
                values = form.values()
                made = schedule(actor=user, record_id=record.pk, activity_type=values.pop("type"), **values)
            except DomainError as refusal:
                show_refusal(form, refusal)
            else:
                undo_toast(request, _("Planned: %(title)s.") % {"title": made.title}, _("Undo the planning"))
                return changed(request, record.url)
        return _dialog(request, record, form, status=422)
    return propose(request, record, _type_of(request, record), _previous(request, record))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an activity that is open."""
    user, activity = signed_in(request), activity_or_404(request, pk)
    policies.require_work(user, activity)
    form = ActivityForm(
        request.POST or None, user=user, kind=activity.record.kind, activity=activity, initial=present(activity)
    )
    if form.is_bound and form.is_valid():
        try:
            saved = change(actor=user, activity=activity, **form.values())
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("“%(title)s” is saved.") % {"title": saved.title}, _("Undo the change"))
            return changed(request, reverse("activities:mine"))
    context = {"form": form, "activity": activity}
    return render(request, "activities/activity_edit.html", context, status=422 if form.is_bound else 200)


def propose(
    request: HttpRequest, record: ThreadRecord, activity_type: ActivityType, previous: Activity | None = None
) -> HttpResponse:
    """The dialog for a new activity of a type, filled in."""
    user = signed_in(request)
    initial = proposed(activity_type, user, previous)
    form = ActivityForm(user=user, kind=record.type.kind, initial=initial)
    return _dialog(request, record, form, previous=previous)


def activity_or_404(request: HttpRequest, pk: int) -> Activity:
    """The activity if the user may see it."""
    rows = Activity.objects.visible_to(signed_in(request)).select_related("type", "assignee", "creator", "record")
    return get_object_or_404(rows, pk=pk)


def _type_of(request: HttpRequest, record: ThreadRecord) -> ActivityType:
    offered = types_for(record.type.kind)
    asked = request.GET.get("type", "")
    found = next((each for each in offered if str(each.pk) == asked), None) or default_type(record.type.kind)
    if found is None:
        raise Http404
    return found


def _previous(request: HttpRequest, record: ThreadRecord) -> Activity | None:
    asked = id_of(request.GET.get("after", ""))
    rows = Activity.objects.filter(record=record.pk).select_related("type")
    return rows.filter(pk=asked).first() if asked is not None else None


def _dialog(
    request: HttpRequest,
    record: ThreadRecord,
    form: ActivityForm,
    *,
    previous: Activity | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "record": record,
        "types": types_for(record.type.kind),
        "chosen": str(form["type"].value()),
        "previous": previous,
    }
    return render(request, "activities/activity_new.html", context, status=status)
