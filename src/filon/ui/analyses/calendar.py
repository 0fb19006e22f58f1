"""The calendar: the rows of a list on one of its days; dragging one to another day sets it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core import clock
from filon.ui.lists.declaration import Grouping, RecordList, View
from filon.ui.lists.grouping import bucket_of
from filon.ui.lists.look import Look
from filon.ui.lists.querying import size_of, with_everything
from filon.ui.lists.state import ListState

MOST = 1000
LONGEST = timedelta(days=400)


Text = Callable[[Any], str]


def _nothing(_row: Any) -> str:
    return ""


def calendar_view(grouping: str, detail: Text = _nothing, css: Text = _nothing) -> View:
    """A view of rows by the day of a `grouping`; `detail` follows the title, `css` is how an event looks."""
    return View(
        "calendar",
        gettext_lazy("Calendar"),
        "calendar",
        "ui/analyses/calendar.html",
        partial(_context, grouping),
        has_groups=False,
        part=partial(_part, grouping, detail, css),
    )


def _context(
    grouping: str, request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look
) -> dict[str, Any]:
    axis = _axis(declared, grouping)
    without = rows.filter(**{f"{axis.path}__isnull": True})
    return {
        "feed_url": request.path + state.url() + "&on=feed",
        "post_url": request.path + state.url(),
        "field": axis.field,
        "periods": [("dayGridWeek", _("Week")), ("dayGridMonth", _("Month")), ("listMonth", _("Agenda"))],
        "now": clock.now().astimezone(ZoneInfo(look.zone)).replace(tzinfo=None).isoformat(timespec="seconds"),
        "label": axis.label,
        "sum": size_of(rows).in_words(declared.noun),
        "undated": size_of(without).in_words(declared.noun) if without.exists() else "",
        "undated_url": state.with_filter(axis.key, ("none",)).url(view="table"),
    }


def _part(
    grouping: str,
    detail: Text,
    css: Text,
    request: HttpRequest,
    declared: RecordList,
    _state: ListState,
    rows: Any,
    look: Look,
) -> HttpResponseBase | None:
    """The rows of a period, when the script asks for them."""
    if request.GET.get("on") != "feed":
        return None
    axis = _axis(declared, grouping)
    days = _days(request)
    if days is None:
        return JsonResponse({"events": [], "notice": _("This is not a period.")})
    found = with_everything(declared, rows.filter(**{f"{axis.path}__range": days}).order_by(axis.path, "pk"))
    url = reverse(declared.url_name, args=[0]).replace("0", "{id}")
    events = [
        {
            "id": str(row.pk),
            "title": " · ".join(filter(None, [declared.title_of(row), detail(row)])),
            "start": bucket_of(row, axis, look),
            "url": url.format(id=row.pk),
            "classNames": [css(row)] if css(row) else [],
        }
        for row in found[: MOST + 1]
    ]
    cut = _("Only the first 1,000 are shown here. Narrow the list or choose a shorter period.")
    return JsonResponse({"events": events[:MOST], "notice": cut if len(events) > MOST else ""})


def _axis(declared: RecordList, key: str) -> Grouping:
    found = declared.grouping(f"{key}:day")
    if found is None:
        raise ValueError(f"the list {declared.key!r} has no grouping by the day of {key!r}")
    return found


def _days(request: HttpRequest) -> tuple[date, date] | None:
    """The period that the calendar asks for; its end is not included."""
    try:
        first, after = (date.fromisoformat(request.GET.get(name, "")[:10]) for name in ("start", "end"))
    except ValueError:
        return None
    return (first, after - timedelta(days=1)) if first < after <= first + LONGEST else None
