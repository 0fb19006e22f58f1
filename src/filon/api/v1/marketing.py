"""Where leads come from (campaigns, media, sources), and how often recurring revenue comes in."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import Model
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.schemas import Short
from filon.core.fields import translated
from filon.crm.lists.configuration import CAMPAIGNS, MEDIA, PLANS, SOURCES
from filon.crm.models import Campaign, Medium, RecurringPlan, Source
from filon.crm.services.marketing import find_or_create
from filon.crm.services.plans import change_plan
from filon.ui.configuration import ConfigurationList, naming


class NameOut(Schema):
    """A campaign, medium or source."""

    id: int
    name: str
    active: bool


class NameIn(Incoming):
    """What may be said about one. Its name is in the language of the request; one that is known is found again."""

    name: Short
    active: bool = True


class PlanOut(Schema):
    """How often recurring revenue comes in."""

    id: int
    name: str
    months: int
    active: bool


class PlanIn(Incoming):
    """What may be said about a plan."""

    name: Short
    months: Annotated[int, Field(ge=1, le=1200)] = 1
    active: bool = True


def _rows(model: type[Model]) -> Any:
    """Every user may know every name."""
    return lambda user: model._default_manager.all() if user.is_active else model._default_manager.none()


def named_serialised(rows: Sequence[Any]) -> list[Json]:
    """Names as JSON objects."""
    return [{"id": row.pk, "name": translated(row.name), "active": row.is_active} for row in rows]


def plans_serialised(plans: Sequence[RecurringPlan]) -> list[Json]:
    """Plans as JSON objects."""
    return [
        {"id": plan.pk, "name": translated(plan.name), "months": plan.months, "active": plan.is_active}
        for plan in plans
    ]


def _changed(declared: ConfigurationList, row: Any, user: User, values: Json) -> Any:
    if "name" in values:
        row = naming.rename_named(actor=user, declared=declared, pk=row.pk, name=values["name"])
    if values.get("active", row.is_active) != row.is_active:
        row = naming.archive_named(actor=user, declared=declared, pk=row.pk, is_active=values["active"])
    return row


def _remove(declared: ConfigurationList, row: Any, user: User) -> None:
    naming.delete_named(actor=user, declared=declared, pk=row.pk)


def _named(name: str, model: Any, declared: ConfigurationList) -> Resource:
    def create(user: User, values: Json) -> Any:
        row = find_or_create(model, actor=user, name=values["name"])
        if row is None:
            naming.create_named(actor=user, declared=declared, name=values["name"])  # refuses, and says why
        return row if values.get("active", True) else _changed(declared, row, user, {"active": False})

    return Resource(
        name=name,
        rows=_rows(model),
        serialised=named_serialised,
        outgoing=NameOut,
        incoming=NameIn,
        listing=LISTING,
        create=create,
        create_many=lambda user, items: each(items, lambda item: create(user, item)),
        change=lambda row, user, values: _changed(declared, row, user, values),
        remove=lambda row, user: _remove(declared, row, user),
    )


def create_plan(user: User, values: Json) -> RecurringPlan:
    """Add a plan."""
    row = naming.create_named(actor=user, declared=PLANS, name=values.pop("name"))
    return change(row, user, values)


def change(plan: RecurringPlan, user: User, values: Json) -> RecurringPlan:
    """Rename a plan, say for how many months it is, archive it or bring it back."""
    if "months" in values:
        name = plan.name
        if "name" in values:
            name = {**name, (get_language() or "en")[:2]: values.pop("name")}
        plan = change_plan(actor=user, plan=plan, name=name, months=values.pop("months"))
    changed: RecurringPlan = _changed(PLANS, plan, user, values)
    return changed


def plan_rows(user: User) -> Rows:
    """Every user may know every plan."""
    return RecurringPlan.objects.all() if user.is_active else RecurringPlan.objects.none()


LISTING = Listing(order={"id": "pk", "name": "sort_key"}, usual_order="name", archive="is_active", search=named_like)
NAMED = (
    _named("campaigns", Campaign, CAMPAIGNS),
    _named("media", Medium, MEDIA),
    _named("sources", Source, SOURCES),
)
PLAN = Resource(
    name="recurring-plans",
    rows=plan_rows,
    serialised=plans_serialised,
    outgoing=PlanOut,
    incoming=PlanIn,
    listing=Listing(
        order={"id": "pk", "sequence": "sequence"},
        usual_order="sequence",
        archive="is_active",
        search=named_like,
    ),
    create=create_plan,
    change=change,
    remove=lambda plan, user: _remove(PLANS, plan, user),
)


def routes() -> Router:
    """The routes of campaigns, media, sources and plans."""
    router = Router(tags=["marketing"])
    for resource in (*NAMED, PLAN):
        mount(router, resource)
    return router
