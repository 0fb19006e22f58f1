"""Winning by program: what becomes of what is planned, and what a stage requires."""

import pytest

from filon.accounts.testing import a_user
from filon.activities.choices import Outcome
from filon.activities.models import Activity
from filon.activities.testing import an_activity
from filon.api.testing import Program
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def mihai():
    return a_user(name="Mihai Ionescu")


def test_a_program_says_what_becomes_of_them(mihai):
    lead = a_lead(salesperson=mihai)
    activity = an_activity(lead.pk, mihai)
    assert Program(mihai).post(f"leads/{lead.pk}/win", {"activities": "close"}).status_code == 200
    assert Activity.objects.get(pk=activity.pk).outcome == Outcome.WON


def test_a_program_is_told_which_fields_the_won_stage_requires(mihai):
    won = the_stage("Won")
    won.required_fields = ["expected_revenue", "contact"]
    won.save()
    response = Program(mihai).post(f"leads/{a_lead(salesperson=mihai).pk}/win")
    assert response.status_code == 422
    assert {each["field"] for each in response.json()["errors"]} == {"expected_revenue", "contact"}


def test_a_program_cannot_put_a_lead_into_a_stage_of_another_team(mihai):
    stage = a_stage("A altora", team=a_team("Alții"))
    response = Program(mihai).patch(f"leads/{a_lead(salesperson=mihai).pk}", {"stage": stage.pk})
    assert response.status_code == 422
    assert [each["field"] for each in response.json()["errors"]] == ["stage"]
