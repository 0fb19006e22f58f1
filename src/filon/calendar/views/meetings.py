"""The page of a meeting, and that of a new one."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.activities.models import Activity
from filon.calendar import policies
from filon.calendar.choices import ANSWERS, Answer, Scope
from filon.calendar.forms import MeetingForm, next_half_hour, start_values
from filon.calendar.models import Meeting, Occurrence
from filon.calendar.services import attending, planning, series
from filon.calendar.services.inviting import line, when
from filon.calendar.services.reading import conflicts
from filon.calendar.services.recurring import MOST, read_rule
from filon.calendar.services.showing import meeting_url
from filon.calendar.services.zones import to_wall
from filon.calendar.views.scope import about_of, day_of, meeting_or_404, wall_moment
from filon.chatter.hooks import recipient_sources
from filon.chatter.services.records import ThreadRecord, visible_record
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.history.toasts import undo_toast
from filon.ui.formatting import day as written_day
from filon.ui.formatting import moment_words
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect, wants_fragment
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new meeting: in a dialog with what matters, or on a page with everything."""
    user, about = signed_in(request), about_of(request)
    if request.method != "POST":
        return _new_page(request, MeetingForm(user=user, initial=_first_values(request, about)), about)
    form = MeetingForm(request.POST, user=user, initial=_first_values(request, about))
    if not form.is_valid():
        return _new_page(request, form, about, status=422)
    try:
        with transaction.atomic():
            arranged = _activity_of(request, about)
            values: planning.MeetingValues = {
                **form.values(),
                "about_id": about.pk if about else None,
                "activity_id": arranged.pk if arranged else None,
            }
            made = planning.create_meeting(actor=user, **values)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return _new_page(request, form, about, status=422)
    undo_toast(request, _("Planned: %(what)s") % {"what": line(made)}, _("Undo planning"))
    _warn(request, form, made)
    return redirect(request, _calendar_url(about, made))


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting, of a series on one day; those who may change it do so here."""
    user, found = signed_in(request), meeting_or_404(request, pk)
    day = day_of(request, found)
    if request.method != "POST":
        return _page(request, found, day, MeetingForm(user=user, meeting=found, day=day))
    policies.require_change(user, found)
    form = MeetingForm(request.POST, user=user, meeting=found, day=day)
    if not form.is_valid():
        return _page(request, found, day, form, status=422)
    scope = Scope(form.cleaned_data["scope"] or Scope.ALL)
    try:
        with transaction.atomic():
            changed = series.change(
                actor=user, meeting=found, original_start=day.original_start, scope=scope, **form.values()
            )
    except DomainError as refusal:
        show_refusal(form, refusal)
        return _page(request, found, day, form, status=refusal.status)
    undo_toast(request, _("Saved."), _("Undo the changes"))
    _warn(request, form, changed)
    kept = changed.occurrences.filter(original_start=day.original_start).exists()
    return redirect(request, meeting_url(changed.pk, day.original_start if kept and changed.is_series else None))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off a meeting, or as much of a series as was chosen."""
    user, found = signed_in(request), meeting_or_404(request, pk)
    policies.require_change(user, found)
    day, scope = day_of(request, found), request.POST.get("scope", "")
    try:
        chosen = Scope(scope) if scope in Scope.values else Scope.ALL
        series.cancel(actor=user, meeting=found, original_start=day.original_start, scope=chosen)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect(request, meeting_url(pk))
    undo_toast(request, _("“%(name)s” is called off.") % {"name": found.subject}, _("Undo calling off"))
    return redirect(request, _calendar_url(None, found))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a meeting after all."""
    found = meeting_or_404(request, pk)
    planning.restore_meeting(actor=signed_in(request), meeting=found)
    toast(request, _("“%(name)s” takes place after all.") % {"name": found.subject})
    return redirect(request, meeting_url(pk))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one comes."""
    user, found = signed_in(request), meeting_or_404(request, pk)
    mine = found.attendees.filter(user=user).select_related("meeting__organiser", "user", "contact").first()
    wanted = request.POST.get("answer", "")
    if mine is not None and wanted in Answer.values:
        attending.answer(attendee=mine, answer=Answer(wanted), actor=user)
        toast(request, _("Your answer: %(answer)s") % {"answer": Answer(wanted).label})
    return redirect(request, meeting_url(pk))


def _first_values(request: HttpRequest, about: ThreadRecord | None) -> dict[str, Any]:
    """What a new meeting starts with: the time that was dragged, and the record's name and customer."""
    zone = signed_in(request).zone
    start = wall_moment(request.GET.get("start", "")[:19], zone)
    end = wall_moment(request.GET.get("end", "")[:19], zone)
    is_all_day = request.GET.get("all_day") == "1"
    begin = to_wall(start, zone) if start else next_half_hour(to_wall(clock.now(), zone))
    finish = to_wall(end, zone) if end and start else None
    if is_all_day and finish:
        finish -= planning.ONE_DAY
    values = {**start_values(begin, finish), "is_all_day": is_all_day, "zone": zone, "remind_app": ["15"]}
    values["weekdays"] = [str(begin.weekday())]
    values["people"] = [text for text in request.GET.getlist("people") if ":" in text]
    if about is not None:
        values["subject"] = about.title
        values["people"] = [*values["people"], *_customers(about)]
    arranged = _activity_of(request, about)
    if arranged is not None:
        values["subject"], values["description"] = arranged.summary or values["subject"], arranged.note
    return values


def _activity_of(request: HttpRequest, about: ThreadRecord | None) -> Activity | None:
    """The activity for which a meeting is arranged."""
    key = id_of(request.GET.get("activity", ""))
    rows = Activity.objects.visible_to(signed_in(request)).open().filter(record=about.pk if about else None)
    return rows.filter(pk=key).first() if key is not None else None


def _customers(about: ThreadRecord) -> list[str]:
    """The first of those whom messages about the record concern, to be invited."""
    source = recipient_sources.get(about.type.kind)
    people = [attending.invitee_of(one.address) for one in (source(about.pk) if source else [])[:1]]
    return [f"contact:{one.contact.pk}" if one.contact else f"mail:{one.email}" for one in people if not one.user]


def _warn(request: HttpRequest, form: MeetingForm, meeting: Meeting) -> None:
    """What the user should know of what was saved: moved by the clock, cut, or beside something else."""
    notes = [form.moved_by_clock(), _cut_note(form, meeting)]
    zone = signed_in(request).zone
    for clash in conflicts(meeting):
        moment = moment_words(clash.starts_at, clock.now(), zone)
        notes.append(_("%(name)s has something else then: %(when)s.") % {"name": clash.name, "when": moment})
    text = " ".join(note for note in notes if note)
    if text:
        toast(request, text, kind="error")


def _cut_note(form: MeetingForm, meeting: Meeting) -> str:
    wanted = form.values()["repetition"]
    if wanted is None or meeting.until is None or (wanted.count, wanted.until) == (meeting.count, meeting.until):
        return ""
    return _("The series ends on %(day)s: it has at most %(most)s meetings and ten years.") % {
        "day": written_day(meeting.until),
        "most": MOST,
    }


def _calendar_url(about: ThreadRecord | None, meeting: Meeting) -> str:
    date = f"{meeting.starts_at.astimezone(ZoneInfo(meeting.zone)):%Y-%m-%d}"
    query = {"about": str(about.pk), "date": date} if about else {"date": date}
    return f"{reverse('calendar:calendar')}?{urlencode(query)}"


def _new_page(request: HttpRequest, form: MeetingForm, about: ThreadRecord | None, status: int = 200) -> HttpResponse:
    is_dialog = wants_fragment(request)
    context = {
        "form": form,
        "about": about,
        "people": form.people_chosen(),
        "reminders": form.reminders_chosen(),
        "action": request.get_full_path(),
    }
    template = "calendar/meeting_quick.html" if is_dialog else "calendar/meeting_new.html"
    return render(request, template, context, status=status)


def _page(
    request: HttpRequest, meeting: Meeting, day: Occurrence, form: MeetingForm, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    people = list(meeting.attendees.select_related("user", "contact"))
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    context = {
        "meeting": meeting,
        "day": day,
        "form": form,
        "people": form.people_chosen(),
        "reminders": form.reminders_chosen(),
        "attendees": people,
        "mine": next((row for row in people if row.user_id == user.pk), None),
        "when": when(meeting, day, user.zone),
        "repeats": repetition.words() if repetition else "",
        "about": visible_record(user, meeting.about_id) if meeting.about_id else None,
        "may_change": policies.may_change(user, meeting) and meeting.is_active,
        "conflicts": conflicts(meeting) if meeting.is_active else [],
        "answers": [(choice.value, label) for choice, label, _icon in ANSWERS],
        "scopes": Scope,
        "is_alone": _is_alone(meeting, people),
    }
    return render(request, "calendar/meeting.html", context, status=status)


def _is_alone(meeting: Meeting, people: list[Any]) -> bool:
    others = [row for row in people if row.user_id != meeting.organiser_id]
    return bool(others) and all(row.answer == Answer.DECLINED for row in others)
