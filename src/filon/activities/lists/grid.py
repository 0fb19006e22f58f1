"""The activity view of a list of records: a row for each record, a column for each type, days in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from filon.activities.lists.chips import chip
from filon.activities.models import Activity, ActivityType
from filon.activities.services.tasks import RELATED
from filon.ui import formatting
from filon.ui.lists import View
from filon.ui.lists.declaration import RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState

PAGE = 40
STEP = 120
FEW = 1000
Place = tuple[date, int]


@dataclass(frozen=True)
class GridCell:
    """What of one type is open on a record: the chip of the nearest, how many, by whom; or how to plan one."""

    chip: SafeString
    count: str
    people: str
    url: str
    is_empty: bool


@dataclass(frozen=True)
class GridRow:
    """A record and its cells, in the order of the columns."""

    title: str
    url: str
    cells: list[GridCell]


def grid_context(
    _request: HttpRequest, declared: RecordList, state: ListState, rows: "QuerySet[Any]", look: Look
) -> dict[str, Any]:
    """Forty records by their nearest day, those with nothing open left out."""
    places = nearest(rows, _place(state.cursor))
    shown = places[:PAGE]
    records = {row.pk: row for row in declared.rows(look.user).filter(pk__in=[pk for _day, pk in shown])}
    types = list(ActivityType.objects.active())
    held: dict[tuple[int, int], list[Activity]] = {}
    of_page = Activity.objects.open().filter(record__in=list(records)).select_related(*RELATED)
    for activity in of_page.order_by("due_on", "-priority", "pk"):
        held.setdefault((activity.record_id, activity.type_id), []).append(activity)
    used = {type_id for _record, type_id in held}
    columns = [each for each in types if each.pk in used]
    return {
        "grid_types": columns,
        "grid_rows": [_row(declared, records[pk], columns, held) for _day, pk in shown if pk in records],
        "grid_more": state.url(cursor=f"{shown[-1][0].isoformat()}_{shown[-1][1]}") if len(places) > PAGE else "",
    }


def nearest(rows: "QuerySet[Any]", after: Place | None) -> list[Place]:
    """The first records of `rows` with something open after `after`, one more than a page, by nearest day and id.

    Few rows are gathered and sorted; of many, the index of all open activities is walked in the order of days.
    """
    opened = Activity.objects.open()
    if rows.order_by()[: FEW + 1].count() <= FEW:
        grouped = opened.filter(record__in=rows.order_by().values("pk")).order_by().values_list("record")
        found = sorted((day, pk) for pk, day in grouped.annotate(day=Min("due_on")))
        return [place for place in found if after is None or place > after][: PAGE + 1]
    seen: dict[int, date] = {}
    for pk, day in _walk(opened, rows, after):
        if pk not in seen:
            seen[pk] = day
            if len(seen) > PAGE:
                break
    return [(day, pk) for pk, day in seen.items()]


def _walk(opened: "QuerySet[Any]", rows: "QuerySet[Any]", after: Place | None) -> Iterator[tuple[int, date]]:
    """Records in the order of their open activities; one whose nearest day lies before the page has been shown."""
    found = opened.filter(Exists(rows.order_by().filter(pk=OuterRef("record"))))
    if after is not None:
        earlier = opened.filter(record=OuterRef("record"), due_on__lt=OuterRef("due_on"))
        found = found.filter(~Exists(earlier), due_on__gte=after[0])
    for start in range(0, STEP * 80, STEP):
        page = list(found.order_by("due_on", "pk").values_list("record_id", "due_on")[start : start + STEP])
        yield from (place for place in page if after is None or (place[1], place[0]) > after)
        if len(page) < STEP:
            return


def _row(
    declared: RecordList,
    row: Any,
    columns: Sequence[ActivityType],
    held: dict[tuple[int, int], list[Activity]],
) -> GridRow:
    cells = [_cell(row.pk, each, held.get((row.pk, each.pk), [])) for each in columns]
    return GridRow(declared.title_of(row), reverse(declared.url_name, args=[row.pk]), cells)


def _cell(record_id: int, activity_type: ActivityType, activities: list[Activity]) -> GridCell:
    if not activities:
        url = f"{reverse('activities:new', args=[record_id])}?type={activity_type.pk}"
        return GridCell(SafeString(""), "", "", url, is_empty=True)
    first = activities[0]
    names = dict.fromkeys(each.assignee.name for each in activities)
    return GridCell(
        chip=chip(first.state, first.due_on, first.assignee.today, first.title),
        count=formatting.number(len(activities)) if len(activities) > 1 else "",
        people=", ".join(names),
        url=reverse("activities:done", args=[first.pk]),
        is_empty=False,
    )


def _place(cursor: str) -> Place | None:
    day, _dash, pk = cursor.partition("_")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


ACTIVITIES = View("activities", gettext_lazy("Activities"), "checklist", "activities/grid.html", grid_context)
