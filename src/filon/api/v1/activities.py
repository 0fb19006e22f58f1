"""Activities, their types, and plans."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.activities.choices import Assignment
from filon.activities.models import Activity, ActivityTag, ActivityType, Plan
from filon.activities.services import cancelling, changing, completing, configuring, launching, scheduling
from filon.api.authentication import user_of
from filon.api.listing import Filter, Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.schemas import Related, RelatedMany, Short, Translated, names
from filon.core.fields import translated
from filon.organisation.models import Tag

StatusName = Literal["open", "done", "cancelled"]


class ActivityOut(Schema):
    """An activity about `record`, due on a day where its assignee is. `state` is that of today: late, today or plan."""

    id: int
    record: int
    type: Related
    summary: str
    note: str
    due_on: date
    assignee: Related
    creator: Related
    priority: int
    tags: RelatedMany
    status: StatusName
    state: Literal["late", "today", "plan", ""]
    feedback: str
    closed_at: datetime | None


class ActivityIn(Incoming):
    """What may be said about an activity. `record` cannot be changed afterwards."""

    record: int
    type: int
    due_on: date | None = None
    assignee: int | None = None
    summary: Short | None = None
    note: str | None = None
    priority: int | None = None
    tags: list[int] = []


class Feedback(Incoming):
    """What came of it."""

    feedback: str = ""


class TypeOut(Schema):
    """A type of activity."""

    id: int
    name: str
    category: str
    icon: str
    colour: int
    priority: int
    default_user: Related
    default_summary: str
    delay_count: int
    delay_unit: str
    delay_from: str
    chaining: str
    triggered: Related
    suggested: RelatedMany
    record_kinds: list[str]
    reminder_days: int | None
    active: bool


class TypeIn(Incoming):
    """What may be said about a type; a plain `name` counts for both languages."""

    name: Translated
    category: Literal["todo", "call", "meeting", "email", "document", "quotation"] = "todo"
    priority: Literal[0, 1, 2, 3] = 0
    default_user: int | None = None
    delay_count: int = 0
    delay_unit: Literal["days", "weeks", "months"] = "days"
    delay_from: Literal["previous", "today"] = "previous"
    chaining: Literal["suggest", "trigger"] = "suggest"
    triggered: int | None = None
    suggested: list[int] = []
    record_kinds: list[str] = []
    reminder_days: int | None = None
    active: bool = True


class StepIn(Incoming):
    """A step of a plan."""

    type: int
    summary: Short = ""
    delay_count: int = 0
    delay_unit: Literal["days", "weeks", "months"] = "days"
    assignment: Literal["launch", "owner", "fixed"] = "launch"
    user: int | None = None


class PlanOut(Schema):
    """A plan with its steps."""

    id: int
    name: str
    record_kinds: list[str]
    steps: list[Any]
    active: bool


class PlanIn(Incoming):
    """What may be said about a plan; its steps are given whole."""

    name: Translated
    steps: list[StepIn]
    record_kinds: list[str] = []
    active: bool = True


class Launch(Incoming):
    """On which records a plan is launched, from which day, and who does what no step says."""

    records: list[int]
    start: date | None = None
    assignee: int | None = None


def _references() -> dict[str, Rows]:
    return {
        "type": ActivityType.objects.all(),
        "assignee": User.objects.active(),
        "tags": Tag.objects.all(),
        "default_user": User.objects.active(),
        "triggered": ActivityType.objects.all(),
        "suggested": ActivityType.objects.all(),
        "user": User.objects.active(),
    }


def _resolved(values: Json) -> Json:
    return resolved(values, {name: rows for name, rows in _references().items() if name in values})


def serialised(activities: Sequence[Activity]) -> list[Json]:
    """Activities as JSON objects, in one query more."""
    tags = many_to_many_ids(ActivityTag, "activity_id", "tag_id", [row.pk for row in activities])
    return [
        {
            "id": row.pk,
            "record": row.record_id,
            "type": row.type_id,
            "summary": row.summary,
            "note": row.note,
            "due_on": row.due_on,
            "assignee": row.assignee_id,
            "creator": row.creator_id,
            "priority": row.priority,
            "tags": tags[row.pk],
            "status": row.status,
            "state": row.state.value if row.status == "open" else "",
            "feedback": row.feedback,
            "closed_at": row.closed_at,
        }
        for row in activities
    ]


def create(user: User, values: Json) -> Activity:
    """Plan an activity."""
    found = _resolved(values)
    return scheduling.schedule(actor=user, record_id=found.pop("record"), activity_type=found.pop("type"), **found)


def change(row: Activity, user: User, values: Json) -> Activity:
    """Change an open activity; what is null stays as it is."""
    found = {name: value for name, value in _resolved(values).items() if value is not None and name != "record"}
    return changing.change(actor=user, activity=row, **found)


def done(request: HttpRequest, key: int, payload: Feedback | None = None) -> HttpResponse:
    """Mark an activity as done."""
    row = ACTIVITIES.one(request, key)
    said = payload.feedback if payload else ""
    return ACTIVITIES.answer(request, completing.complete(actor=user_of(request), activity=row, feedback=said).activity)


def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Call an activity off."""
    row = ACTIVITIES.one(request, key)
    return ACTIVITIES.answer(request, cancelling.cancel(actor=user_of(request), activity=row))


def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Open a closed activity again."""
    row = ACTIVITIES.one(request, key)
    return ACTIVITIES.answer(request, completing.reopen_activity(actor=user_of(request), activity=row))


def serialised_types(types: Sequence[ActivityType]) -> list[Json]:
    """Types as JSON objects."""
    same = (
        "category", "icon", "colour", "priority", "delay_count", "delay_unit", "delay_from", "chaining",
        "record_kinds", "reminder_days",
    )  # fmt: skip
    suggested = many_to_many_ids(ActivityType.suggested.through, "type_id", "next_id", [row.pk for row in types])
    return [
        {
            "id": row.pk,
            "name": translated(row.name),
            "default_user": row.default_user_id,
            "default_summary": translated(row.default_summary),
            "triggered": row.triggered_id,
            "suggested": suggested[row.pk],
            "active": row.is_active,
            **{name: getattr(row, name) for name in same},
        }
        for row in types
    ]


def create_type(user: User, values: Json) -> ActivityType:
    """Add a type."""
    active = values.pop("active", True)
    made = configuring.create_type(actor=user, **_type_values(values))
    return made if active else _switched(made, user, active=False)


def change_type(row: ActivityType, user: User, values: Json) -> ActivityType:
    """Change a type."""
    active = values.pop("active", row.is_active)
    if values:
        row = configuring.change_type(actor=user, activity_type=row, **_type_values(values))
    return row if active == row.is_active else _switched(row, user, active=active)


def _type_values(values: Json) -> Json:
    found = _resolved(values)
    return {**found, "name": names(found["name"])} if "name" in found else found


def _switched(row: ActivityType, user: User, *, active: bool) -> ActivityType:
    configuring.archive_type(actor=user, activity_type=row, is_active=active)
    return row


def serialised_plans(plans: Sequence[Plan]) -> list[Json]:
    """Plans as JSON objects with their steps."""
    step = ("type_id", "summary", "delay_count", "delay_unit", "assignment", "user_id")
    return [
        {
            "id": row.pk,
            "name": translated(row.name),
            "record_kinds": row.record_kinds,
            "steps": [{name.removesuffix("_id"): getattr(each, name) for name in step} for each in row.steps.all()],
            "active": row.is_active,
        }
        for row in plans
    ]


def save_plan(user: User, values: Json, plan: Plan | None = None) -> Plan:
    """Add a plan, or change one; what is not named stays as it is."""
    known = list(plan.steps.select_related("type", "user")) if plan else []
    given = values.get("steps")
    steps = (
        [
            launching.Step(s.type, s.summary, s.delay_count, s.delay_unit, Assignment(s.assignment), s.user)
            for s in known
        ]
        if given is None
        else [launching.Step(**_resolved(step)) for step in given]
    )
    return launching.save_plan(
        actor=user,
        plan=plan,
        name=names(values["name"]) if "name" in values else (plan.name if plan else {}),
        record_kinds=values.get("record_kinds", plan.record_kinds if plan else []),
        is_active=values.get("active", plan.is_active if plan else True),
        steps=steps,
    )


def launch(request: HttpRequest, key: int, payload: Launch) -> HttpResponse:
    """Launch a plan on records; answers with the plan."""
    row = PLANS.one(request, key)
    found = _resolved({"assignee": payload.assignee})
    launching.launch(
        actor=user_of(request),
        plan=row,
        record_ids=payload.records,
        start=payload.start,
        assignee=found["assignee"],
    )
    return PLANS.answer(request, row)


def configuration(model: Any) -> Any:
    """The rows of a configuration table, for any active user."""
    return lambda user: model.objects.all() if user.is_active else model.objects.none()


ACTIVITIES = Resource(
    name="activities",
    rows=lambda user: Activity.objects.visible_to(user).select_related("assignee", "record"),
    serialised=serialised,
    outgoing=ActivityOut,
    incoming=ActivityIn,
    listing=Listing(
        filters={
            "record": Filter("record", "integer"),
            "assignee": Filter("assignee", "integer"),
            "type": Filter("type", "integer"),
            "status": Filter("status"),
            "due_on": Filter("due_on", "date"),
        },
        order={"id": "pk", "due_on": "due_on"},
    ),
    relations={
        "type": Relation(ActivityType),
        "assignee": Relation(User),
        "creator": Relation(User),
        "tags": Relation(Tag),
    },
    create=create,
    create_many=lambda user, items: each(items, lambda item: create(user, item)),
    change=change,
)
TYPES = Resource(
    name="activity-types",
    rows=configuration(ActivityType),
    serialised=serialised_types,
    outgoing=TypeOut,
    incoming=TypeIn,
    listing=Listing(
        filters={"category": Filter("category")}, order={"id": "pk", "name": "sort_key"}, archive="is_active",
        search=named_like,
    ),
    relations={
        "default_user": Relation(User), "triggered": Relation(ActivityType), "suggested": Relation(ActivityType),
    },
    create=create_type,
    change=change_type,
    remove=lambda row, user: configuring.delete_type(actor=user, activity_type=row),
)  # fmt: skip
PLANS = Resource(
    name="activity-plans",
    rows=lambda user: configuration(Plan)(user).prefetch_related("steps"),
    serialised=serialised_plans,
    outgoing=PlanOut,
    incoming=PlanIn,
    listing=Listing(order={"id": "pk", "name": "sort_key"}, archive="is_active", search=named_like),
    create=save_plan,
    change=lambda row, user, values: save_plan(user, values, row),
    remove=lambda row, user: launching.delete_plan(actor=user, plan=row),
)


def routes() -> Router:
    """The routes of activities, types and plans."""
    router = Router(tags=["activities"])
    add = router.add_api_operation
    add("/activities/{int:key}/done", ["POST"], done, response=ActivityOut, summary="Mark an activity as done")
    add("/activities/{int:key}/cancel", ["POST"], cancel, response=ActivityOut, summary="Call an activity off")
    add("/activities/{int:key}/reopen", ["POST"], reopen, response=ActivityOut, summary="Open an activity again")
    add("/activity-plans/{int:key}/launch", ["POST"], launch, response=PlanOut, summary="Launch a plan")
    for resource in (ACTIVITIES, TYPES, PLANS):
        mount(router, resource)
    return router
