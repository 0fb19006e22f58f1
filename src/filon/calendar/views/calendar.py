"""The calendar."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.calendar.hooks import colourings
from filon.calendar.services.availability import availability
from filon.calendar.services.showing import Wanted, events, legend, opening
from filon.calendar.views.scope import about_of, people_of, wall_moment
from filon.core import clock
from filon.ui import reading
from filon.ui.formatting import weekday_exact

VIEWS = ("timeGridDay", "timeGridWeek", "dayGridMonth", "listMonth")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendars of some people, or the meetings about one record."""
    user, about = signed_in(request), about_of(request)
    view, start = opening(about.pk, user, clock.now()) if about else ("", clock.now())
    wanted = request.GET.get("view", view)
    shown = people_of(request)
    colour = request.GET.get("colour", "person")
    zone = ZoneInfo(user.zone)
    context = {
        "about": about,
        "people": shown,
        "chips": [(person, _query(request, [other for other in shown if other != person])) for person in shown],
        "others": User.objects.active().exclude(pk__in=[person.pk for person in shown]),
        "chosen": ",".join(str(person.pk) for person in shown),
        "colour": colour,
        "colours": _colours(),
        "legend": legend(colour, shown),
        "opens": wanted if wanted in VIEWS else "",
        "opens_at": request.GET.get("date", f"{start.astimezone(zone):%Y-%m-%d}"),
        "now": f"{clock.now().astimezone(zone):%Y-%m-%dT%H:%M:%S}",
        "periods": [
            ("timeGridDay", _("Day")),
            ("timeGridWeek", _("Week")),
            ("dayGridMonth", _("Month")),
            ("listMonth", _("Agenda")),
        ],
    }
    return render(request, "calendar/calendar.html", context)


@require_safe
def feed_of_events(request: HttpRequest) -> HttpResponse:
    """The events of a span, for the page."""
    user, about = signed_in(request), about_of(request)
    start = wall_moment(request.GET.get("start", "")[:19], user.zone) or clock.now()
    end = wall_moment(request.GET.get("end", "")[:19], user.zone) or start + timedelta(days=42)
    people = [person.pk for person in people_of(request)]
    wanted = Wanted(start, end, people, about.pk if about else None, request.GET.get("colour", "person"))
    return JsonResponse(events(user, wanted), safe=False)


@require_safe
def free_busy(request: HttpRequest) -> HttpResponse:
    """Who is free when, on one day, side by side."""
    user, shown = signed_in(request), people_of(request)
    try:
        day = reading.day(request.GET.get("date", ""), user.today)
    except reading.Unreadable:
        day = user.today
    context = {
        "people": shown,
        "chosen": ",".join(str(person.pk) for person in shown),
        "others": User.objects.active().exclude(pk__in=[person.pk for person in shown]),
        "chips": [(person, _query(request, [other for other in shown if other != person])) for person in shown],
        "day": day,
        "day_words": weekday_exact(day),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "rows": availability(user, shown, day),
    }
    return render(request, "calendar/free_busy.html", context)


def _query(request: HttpRequest, people: list[User]) -> str:
    kept = {name: request.GET[name] for name in ("colour", "view", "date", "about") if name in request.GET}
    return "?" + urlencode({**kept, "people": ",".join(str(person.pk) for person in people)})


def _colours() -> list[tuple[str, str]]:
    others = [(each.key, str(each.label)) for each in colourings]
    return [("person", _("By person")), *others, ("tag", _("By type"))]
