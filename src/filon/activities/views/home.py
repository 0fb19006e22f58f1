"""Ziua mea: the page that opens first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.activities.services.day import Day, day_of, visit
from filon.activities.services.tasks import tasks_of
from filon.ui import formatting
from filon.ui.htmx import wants_fragment


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is due, what was done, and what the rooms have to tell."""
    user = signed_in(request)
    day = day_of(user)
    context = {
        "day": day,
        "tasks": tasks_of(user, day.due),
        "done": tasks_of(user, day.done),
        "more": day.left - len(day.due),
        "sum": _sum(day),
        "today": formatting.day_long(user.today),
        "coming": _coming(day),
        "seen_at": visit(user),
    }
    template = "activities/home_flow.html" if wants_fragment(request) else "activities/home.html"
    return render(request, template, context)


def _sum(day: Day) -> str:
    done = ngettext("%(shown)s done", "%(shown)s done", len(day.done)) % {"shown": formatting.number(len(day.done))}
    left = ngettext("%(shown)s left", "%(shown)s left", day.left) % {"shown": formatting.number(day.left)}
    return f"{done}, {left}"


def _coming(day: Day) -> str:
    tomorrow = _("Tomorrow: %(count)s.") % {"count": formatting.number(day.tomorrow)}
    week = _("In the next seven days: %(count)s.") % {"count": formatting.number(day.week)}
    return f"{tomorrow} {week}"
