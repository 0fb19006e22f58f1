"""Activities, their types and plans by REST."""

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.activities.models import Activity
from filon.activities.testing import a_plan, an_activity, the_type
from filon.api.testing import Program
from filon.contacts.testing import a_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def mihai() -> User:
    return a_user(role="all")


@pytest.fixture
def program(mihai: User) -> Program:
    return Program(mihai)


def test_an_activity_is_planned_done_and_opened_again(program: Program, mihai: User) -> None:
    values = {"record": a_company().pk, "type": the_type("Call").pk, "due_on": "2026-12-01", "summary": "Sună"}
    made = program.post("activities", values)
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert made.json()["assignee"] == mihai.pk
    assert program.post(f"activities/{pk}/done", {"feedback": "Vrea ofertă."}).json()["status"] == "done"
    assert program.post(f"activities/{pk}/done", {}).status_code == 409
    assert program.post(f"activities/{pk}/reopen", {}).json()["status"] == "open"
    assert program.post(f"activities/{pk}/cancel", {}).json()["status"] == "cancelled"


def test_activities_are_listed_by_assignee_and_day(program: Program, mihai: User) -> None:
    other, record = a_user(name="Ana Pop"), a_company()
    mine = an_activity(record.pk, mihai)
    an_activity(record.pk, other)
    items = program.get(f"activities?assignee={mihai.pk}&status=open&order=due_on").json()["items"]
    assert [item["id"] for item in items] == [mine.pk]


def test_a_change_moves_it_and_keeps_the_rest(program: Program, mihai: User) -> None:
    made = an_activity(a_company().pk, mihai, summary="Sună")
    answer = program.patch(f"activities/{made.pk}", {"due_on": "2026-12-24"})
    assert answer.status_code == 200, answer.content
    assert (answer.json()["due_on"], answer.json()["summary"]) == ("2026-12-24", "Sună")


def test_a_record_that_is_not_there_is_refused(program: Program) -> None:
    assert program.post("activities", {"record": 999999, "type": the_type("Call").pk}).status_code in (403, 422)


def test_an_administrator_keeps_types_and_plans(mihai: User) -> None:
    program = Program(an_administrator())
    made = program.post("activity-types", {"name": "Vizită", "category": "meeting", "delay_count": 3})
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert program.patch(f"activity-types/{pk}", {"active": False}).json()["active"] is False
    plan = program.post("activity-plans", {"name": "Client nou", "steps": [{"type": the_type("Call").pk}]})
    assert plan.status_code == 201, plan.content
    assert program.delete(f"activity-types/{pk}").status_code == 204
    assert Program(mihai).post("activity-types", {"name": "Alta"}).status_code == 403


def test_a_plan_is_launched_on_records(program: Program, mihai: User) -> None:
    plan, record = a_plan(), a_company()
    refused = program.post(f"activity-plans/{plan.pk}/launch", {"records": [record.pk]})
    assert refused.status_code == 422
    done = program.post(f"activity-plans/{plan.pk}/launch", {"records": [record.pk], "assignee": mihai.pk})
    assert done.status_code == 200, done.content
    assert Activity.objects.get().summary == "Sună"
