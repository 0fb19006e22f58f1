from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.activities.choices import Assignment
from filon.activities.models import Activity, Plan
from filon.activities.services.launching import Step, launch, save_plan
from filon.activities.testing import a_plan, the_type
from filon.chatter.models import Message
from filon.contacts.testing import a_company
from filon.core.exceptions import DomainError

pytestmark = pytest.mark.django_db


def test_a_plan_plans_its_steps_on_each_record_and_says_so():
    user, records = a_user(role="all"), [a_company("Unu SRL"), a_company("Doi SRL")]
    steps = [
        Step(type=the_type("Call"), delay_count=2),
        Step(type=the_type("E-mail"), delay_count=1, delay_unit="weeks"),
    ]
    plan = save_plan(actor=None, name={"ro": "După ofertă"}, steps=steps)
    made = launch(actor=user, plan=plan, record_ids=[each.pk for each in records], assignee=user)
    assert [each.due_on - user.today for each in made] == [timedelta(days=2), timedelta(days=7)] * 2
    assert Message.objects.filter(body_text__startswith="Plan pornit: După ofertă").count() == 2


def test_a_step_that_asks_and_gets_nobody_stops_the_launch():
    user, record = a_user(role="all"), a_company()
    with pytest.raises(DomainError) as refused:
        launch(actor=user, plan=a_plan(), record_ids=[record.pk])
    assert "Sună" in str(refused.value)
    assert not Activity.objects.exists()


def test_a_step_of_one_user_goes_to_him():
    user, ana, record = a_user(role="all"), a_user(name="Ana Pop"), a_company()
    plan = a_plan(assignment=Assignment.FIXED, user=ana)
    assert launch(actor=user, plan=plan, record_ids=[record.pk])[0].assignee == ana


def test_more_than_five_hundred_records_are_refused():
    with pytest.raises(DomainError):
        launch(actor=a_user(), plan=a_plan(), record_ids=range(1, 502))


def test_a_plan_without_steps_or_name_is_refused():
    with pytest.raises(DomainError):
        save_plan(actor=None, name={"ro": "Gol"}, steps=[])
    with pytest.raises(DomainError):
        save_plan(actor=None, name={"ro": " "}, steps=[Step(type=the_type("Call"))])


def test_an_administrator_keeps_plans_in_the_browser(client: Client):
    client.force_login(an_administrator())
    values = {
        "name_ro": "Client nou", "steps-TOTAL_FORMS": "2", "steps-INITIAL_FORMS": "0",
        "steps-0-type": the_type("Call").pk, "steps-0-summary": "Bun venit", "steps-0-delay_count": "1",
        "steps-0-delay_unit": "days", "steps-0-assignment": "launch",
        "steps-1-delay_unit": "days", "steps-1-assignment": "launch",
    }  # fmt: skip
    assert client.post("/activity-plans/new/", values).status_code == 302
    plan = Plan.objects.get()
    assert [step.summary for step in plan.steps.all()] == ["Bun venit"]
    assert "Client nou" in client.get("/activity-plans/").content.decode()
    assert client.post(f"/activity-plans/{plan.pk}/", {**values, "name_ro": ""}).status_code == 422
    assert client.post(f"/activity-plans/{plan.pk}/delete/").status_code == 302
    assert not Plan.objects.exists()


def test_a_plan_is_launched_from_a_record(client: Client):
    user, record, plan = a_user(role="all"), a_company(), a_plan()
    client.force_login(user)
    url = f"/r/{record.pk}/activities/launch/"
    assert "După ofertă" in client.get(url, HTTP_HX_REQUEST="true").content.decode()
    refused = client.post(url, {"plan": plan.pk, "start": "azi"}, HTTP_HX_REQUEST="true")
    assert (refused.status_code, Activity.objects.count()) == (422, 0)
    client.post(url, {"plan": plan.pk, "start": "azi", "assignee": user.pk}, HTTP_HX_REQUEST="true")
    assert Activity.objects.get().summary == "Sună"
