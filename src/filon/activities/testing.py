"""Builders for tests."""

from datetime import date

from filon.accounts.models import User
from filon.activities.models import Activity, ActivityType, Plan
from filon.activities.services.launching import Step, save_plan
from filon.activities.services.scheduling import schedule


def the_type(english: str) -> ActivityType:
    """One of the types of the first start, by its English name."""
    return next(each for each in ActivityType.objects.all() if each.name.get("en") == english)


def a_type(name: str = "Vizită", **values: object) -> ActivityType:
    """An activity type."""
    return ActivityType.objects.create(name={"ro": name}, **values)  # type: ignore[misc]


def a_plan(name: str = "După ofertă", **step: object) -> Plan:
    """A plan of one call, which asks at launch who makes it."""
    return save_plan(actor=None, name={"ro": name}, steps=[Step(type=the_type("Call"), summary="Sună", **step)])  # type: ignore[arg-type]


def an_activity(
    record_id: int, assignee: User, *, english: str = "Call", due_on: date | None = None, summary: str = ""
) -> Activity:
    """An open activity on a record, planned by the system."""
    return schedule(
        actor=None,
        record_id=record_id,
        activity_type=the_type(english),
        assignee=assignee,
        due_on=due_on or assignee.today,
        summary=summary,
    )
