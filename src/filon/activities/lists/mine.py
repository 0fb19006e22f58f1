"""My activities: what is to be done, day by day, and what was done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext, pgettext_lazy

from filon.accounts.models import User
from filon.activities.choices import Priority, Status
from filon.activities.models import Activity, ActivityTag, ActivityType, Morning
from filon.activities.services.tasks import RELATED, Task, tasks_of
from filon.organisation.models import Tag
from filon.ui.lists import TABLE, Choices, Column, Dates, Flag, Flags, Grouping, Linked, RecordList, View, cells
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState

PAGE = 20


@dataclass(frozen=True)
class Section:
    """Activities of one time; `day` is where a card that is dropped here goes, "" when it cannot go there."""

    key: str
    heading: str
    day: str
    tasks: list[Task]


def agenda_context(
    _request: HttpRequest, _declared: RecordList, state: ListState, rows: "QuerySet[Any]", look: Look
) -> dict[str, Any]:
    """The activities in sections by their day; closed ones in one, the newest first."""
    is_open = set(state.filters.get("state", ())) == {"open"}
    place = _place(state.cursor)
    if is_open:
        ordered = _after(rows, place).order_by("due_on", "-priority", "pk")
    else:
        ordered = rows.order_by("-closed_at", "pk")
    found = list(ordered.select_related(*RELATED).prefetch_related("tags")[: PAGE + 1])
    tasks = tasks_of(look.user, found[:PAGE])
    more = state.url(cursor=_written(found[PAGE - 1])) if is_open and len(found) > PAGE else ""
    sections = list(_sections(tasks, look.today)) if is_open else [Section("closed", "", "", tasks)]
    return {
        "sections": [section for section in sections if section.tasks or (section.day and tasks)],
        "has_tasks": bool(tasks),
        "is_open": is_open,
        "agenda_more": more,
        "wants_digest": not Morning.objects.filter(user=look.user, wants_digest=False).exists(),
        "shows_assignee": "mine" not in state.filters.get("whose", ()),
    }


def _sections(tasks: list[Task], today: date) -> Iterator[Section]:
    tomorrow, week = today + timedelta(days=1), today + timedelta(days=7)
    spans: tuple[tuple[str, str, date | None, Callable[[date], bool]], ...] = (
        ("late", _("Overdue"), None, lambda day: day < today),
        ("today", _("Today"), today, lambda day: day == today),
        ("tomorrow", _("Tomorrow"), tomorrow, lambda day: day == tomorrow),
        ("week", _("In the next seven days"), today + timedelta(days=2), lambda day: tomorrow < day <= week),
        ("later", pgettext("time", "Later"), week + timedelta(days=1), lambda day: day > week),
    )
    for key, heading, day, fits in spans:
        held = [task for task in tasks if fits(task.activity.due_on)]
        yield Section(key, heading, day.isoformat() if day else "", held)


def _place(cursor: str) -> tuple[date, int, int] | None:
    parts = cursor.split("_")
    try:
        day, priority, pk = parts
        return date.fromisoformat(day), int(priority), int(pk)
    except ValueError:
        return None


def _written(activity: Activity) -> str:
    return f"{activity.due_on.isoformat()}_{activity.priority}_{activity.pk}"


def _after(rows: "QuerySet[Any]", place: tuple[date, int, int] | None) -> "QuerySet[Any]":
    if place is None:
        return rows
    day, priority, pk = place
    same = Q(due_on=day)
    beyond = Q(due_on__gt=day) | (same & Q(priority__lt=priority)) | (same & Q(priority=priority, pk__gt=pk))
    return rows.filter(beyond, due_on__gte=day)


def _rows(user: User) -> "QuerySet[Activity]":
    return Activity.objects.visible_to(user)


def _given(look: Look) -> Q:
    return Q(creator=look.user) & ~Q(assignee=look.user)


def _people(_look: Look) -> Iterable[tuple[int, str]]:
    return User.objects.active().values_list("pk", "name")


def _types(_look: Look) -> Iterable[tuple[int, str]]:
    return [(each.pk, str(each)) for each in ActivityType.objects.all()]


def _tags(_look: Look) -> Iterable[tuple[int, str]]:
    return [(tag.pk, str(tag)) for tag in Tag.objects.filter(is_active=True)]


AGENDA = View("agenda", gettext_lazy("Agenda"), "checklist", "activities/agenda.html", agenda_context)

MINE = RecordList(
    key="activities",
    title=gettext_lazy("My activities"),
    noun=ngettext_lazy("%(shown)s activity", "%(shown)s activities", "n"),
    rows=_rows,
    order="due",
    crumbs=(gettext_lazy("CRM"),),
    search=lambda rows, text: rows.filter(summary__icontains=text),
    columns=(
        Column("summary", gettext_lazy("Activity"), cells.text("title")),
        Column("type", gettext_lazy("Type"), cells.text("type"), on_phone="under"),
        Column("due", gettext_lazy("Due date"), cells.due("due_on"), sort="due_on", on_phone="beside"),
        Column("assignee", gettext_lazy("Responsible"), cells.person("assignee")),
        Column("priority", gettext_lazy("Priority"), cells.choice("priority"), sort="priority"),
        Column("tags", gettext_lazy("Tags"), cells.tags("tags")),
        Column("status", gettext_lazy("State"), cells.choice("status")),
        Column("feedback", gettext_lazy("What came of it"), cells.text("feedback"), is_extra=True),
        Column("closed", gettext_lazy("Closed"), cells.moment("closed_at"), sort="closed_at", is_extra=True),
    ),
    facets=(
        Flags(
            "whose",
            gettext_lazy("Whose"),
            flags=(
                Flag("mine", gettext_lazy("My activities"), lambda look: Q(assignee=look.user)),
                Flag("given", gettext_lazy("Planned by me for others"), _given),
            ),
        ),
        Flags(
            "state",
            gettext_lazy("State"),
            flags=(
                Flag("open", gettext_lazy("To be done"), Q(status=Status.OPEN)),
                Flag("done", pgettext_lazy("activity", "Done"), Q(status=Status.DONE)),
                Flag("cancelled", pgettext_lazy("activity", "Cancelled"), Q(status=Status.CANCELLED)),
            ),
        ),
        Flags(
            "due",
            gettext_lazy("Due"),
            flags=(
                Flag("late", gettext_lazy("Overdue"), lambda look: Q(due_on__lt=look.today)),
                Flag("today", pgettext_lazy("activity", "Today"), lambda look: Q(due_on=look.today)),
                Flag("plan", pgettext_lazy("activity", "Planned"), lambda look: Q(due_on__gt=look.today)),
            ),
        ),
        Choices("type", gettext_lazy("Type"), field="type", choices=_types),
        Choices("assignee", gettext_lazy("Responsible"), field="assignee", choices=_people),
        Choices("priority", gettext_lazy("Priority"), field="priority", choices=lambda _look: Priority.choices),
        Linked("tag", gettext_lazy("Tags"), field="tag", choices=_tags, through=ActivityTag, row="activity",
               empty=gettext_lazy("without tags")),
        Dates("closed", gettext_lazy("Closed"), field="closed_at", is_moment=True),
    ),
    starts_with=lambda _user: ("whose:mine", "state:open"),
    groupings=(
        Grouping("type", gettext_lazy("Type"), "type"),
        Grouping("assignee", gettext_lazy("Responsible"), "assignee"),
        Grouping("priority", gettext_lazy("Priority"), "priority"),
    ),
    views=(AGENDA, TABLE),
    related=("type", "assignee"),
    prefetched=("tags",),
    empty_text=gettext_lazy("What you plan on opportunities and contacts waits for you here, day by day."),
    empty_icon="checklist",
)  # fmt: skip
