"""What dragging in the calendar does, and whom a field offers while somebody types."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.calendar import policies
from filon.calendar.choices import Scope
from filon.calendar.services import series
from filon.calendar.services.inviting import span_words
from filon.calendar.services.planning import MeetingValues
from filon.calendar.services.zones import day_start
from filon.calendar.views.scope import day_of, meeting_or_404, wall_moment
from filon.contacts.services.finding import options
from filon.core.exceptions import DomainError
from filon.core.normalising import folded, normalised_email
from filon.history.toasts import undo_toast
from filon.ui import matches
from filon.ui.htmx import close_dialog


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a day another time. For a series the dialog asks how much of it is meant."""
    user, found = signed_in(request), meeting_or_404(request, pk)
    policies.require_change(user, found)
    day = day_of(request, found)
    typed = request.POST if request.method == "POST" else request.GET
    is_all_day = typed.get("all_day") == "1"
    start, end = (_read(typed.get(name, ""), user, is_all_day=is_all_day) for name in ("start", "end"))
    if start is None or end is None:
        raise DomainError(_("This is no time."), field="start")
    if request.method == "GET":
        context = {"meeting": found, "day": day, "typed": typed, "scopes": Scope}
        return render(request, "calendar/meeting_move.html", context)
    scope = Scope(typed["scope"]) if typed.get("scope") in Scope.values else Scope.ALL
    values: MeetingValues = {"starts_at": start, "ends_at": end}
    if is_all_day != found.is_all_day:
        values["is_all_day"] = is_all_day
    changed = series.change(actor=user, meeting=found, original_start=day.original_start, scope=scope, **values)
    text = _("Moved: %(what)s") % {"what": f"{changed.subject}, {span_words(changed, start, end, user.zone)}"}
    undo_toast(request, text, _("Undo the move"))
    return close_dialog()


def _read(text: str, user: User, *, is_all_day: bool) -> datetime | None:
    found = wall_moment(text[:19], "UTC" if is_all_day else user.zone)
    return day_start(found.date()) if found and is_all_day else found


@require_safe
def people_options(request: HttpRequest) -> JsonResponse:
    """Colleagues and customers that match what was typed; what looks like an address may be invited as it is."""
    user, query = signed_in(request), request.GET.get("q", "").strip()[:100]
    users = [one for one in User.objects.active() if folded(query) in folded(one.name)][:6] if query else []
    found = [matches.Match(f"user:{one.pk}", one.name, _("colleague")) for one in users]
    known = options(user=user, query=query, limit=6)
    found += [matches.Match(f"contact:{match.contact.pk}", match.contact.name, match.why) for match in known]
    email = normalised_email(query)
    if email:
        found.append(matches.Match(f"mail:{email}", email, _("invite this address")))
    return matches.matches(found)
