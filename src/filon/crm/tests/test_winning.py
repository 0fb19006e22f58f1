"""Winning: what is asked first, what becomes of what is planned, and which record is beaten."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.activities.choices import Status
from filon.activities.models import Activity
from filon.activities.testing import an_activity
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.crm.services.celebrating import beaten_record
from filon.crm.services.moving import move_lead
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def planned(mihai):
    lead = a_lead(salesperson=mihai)
    return lead, an_activity(lead.pk, mihai)


def _status(activity: Activity) -> str:
    return Activity.objects.get(pk=activity.pk).status


def test_the_button_wins_at_once_when_nothing_is_planned(browser, mihai):
    lead = a_lead(salesperson=mihai)
    browser.post(reverse("crm:lead-win", args=[lead.pk]), **HTMX)
    assert Lead.objects.get(pk=lead.pk).is_won


def test_the_button_asks_what_becomes_of_open_activities(browser, planned):
    lead, _activity = planned
    response = browser.post(reverse("crm:lead-win", args=[lead.pk]), **HTMX)
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#dialog-body"
    text = response.content.decode()
    assert "O activitate este încă deschisă" in text
    assert "Păstrează" in text
    assert "Închide" in text
    assert not Lead.objects.get(pk=lead.pk).is_won


@pytest.mark.parametrize(("answer", "status"), [("keep", Status.OPEN), ("close", Status.CANCELLED)])
def test_the_answer_keeps_or_closes_them(browser, planned, answer, status):
    lead, activity = planned
    browser.post(reverse("crm:lead-win", args=[lead.pk]), {"activities": answer}, **HTMX)
    assert Lead.objects.get(pk=lead.pk).is_won
    assert _status(activity) == status


def test_a_drop_on_the_won_column_asks_the_same(browser, planned):
    lead, activity = planned
    url, values = reverse("crm:lead-move", args=[lead.pk]), {"stage": the_stage("Won").pk}
    assert browser.post(url, values, **HTMX).status_code == 422
    browser.post(url, {**values, "asked": "1", "activities": "close"}, **HTMX)
    assert _status(activity) == Status.CANCELLED


def test_undoing_the_win_brings_the_closed_activities_back(browser, planned, mihai):
    lead, activity = planned
    browser.post(reverse("crm:lead-win", args=[lead.pk]), {"activities": "close"}, **HTMX)
    undo(ChangeSet.objects.order_by("-pk")[0].pk, mihai)
    assert not Lead.objects.get(pk=lead.pk).is_won
    assert _status(activity) == Status.OPEN


def test_the_won_stage_asks_for_what_it_requires_before_the_button_wins(browser, mihai):
    won = the_stage("Won")
    won.required_fields = ["expected_revenue"]
    won.save()
    lead = a_lead(salesperson=mihai)
    url = reverse("crm:lead-win", args=[lead.pk])
    assert "expected_revenue" in browser.post(url, **HTMX).content.decode()
    browser.post(url, {"asked": "1", "expected_revenue": "1.200"}, **HTMX)
    lead = Lead.objects.get(pk=lead.pk)
    assert lead.is_won
    assert lead.expected_revenue == 1200


def test_a_stage_of_another_team_is_refused_wherever_it_is_asked_for(browser, mihai):
    stage = a_stage("A altora", team=a_team("Alții"))
    lead = a_lead(salesperson=mihai)
    with pytest.raises(DomainError):
        move_lead(actor=mihai, lead=lead, stage=stage)
    with pytest.raises(DomainError):
        a_lead(stage=stage)
    assert browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": stage.pk}, **HTMX).status_code == 422


def test_a_lead_keeps_its_stage_when_its_team_changes():
    team = a_team("Echipa")
    stage = a_stage("A echipei", team=team)
    lead = a_lead(team=team, stage=stage)
    lead.team = None
    lead.save()
    assert move_lead(actor=None, lead=lead, stage=stage).stage == stage


def _won(days: int, revenue: str, salesperson, team) -> Lead:
    lead = win_lead(actor=None, lead=a_lead(salesperson=salesperson, team=team, expected_revenue=Decimal(revenue)))
    if days:
        Lead.objects.filter(pk=lead.pk).update(closed_at=NOW - timedelta(days=days))
    return lead


@pytest.mark.parametrize(
    ("who", "revenue", "sentence"),
    [
        ("user2", "4", "Prima câștigată anul acesta."),
        ("user4", "5", "Cea mai mare a echipei din ultimele 30 de zile."),
        ("user1", "5", "Cea mai mare a echipei din ultimele 7 zile."),
        ("user3", "1.9", "Cea mai mare a agentului din ultimele 30 de zile."),
        ("user3", "1.7", "Cea mai mare a agentului din ultimele 7 zile."),
        ("user3", "1.2", ""),
        ("user3", "0", ""),
    ],
)
def test_a_win_says_the_first_record_that_it_beats(who, revenue, sentence):
    users = {name: a_user(name=name) for name in ("user1", "user2", "user3", "user4")}
    one, two = a_team("Unu", members=[users["user1"], users["user2"]]), a_team("Doi", members=[users["user3"]])
    teams = {"user1": one, "user2": one, "user3": two, "user4": two}
    with clock.stopped_at(NOW):
        for name, days, amount in (
            ("user1", 5, "3"), ("user1", 20, "7"), ("user4", 23, "4"), ("user4", 5, "2"), ("user3", 23, "1.8"),
            ("user3", 5, "1.5"),
        ):  # fmt: skip
            _won(days, amount, users[name], teams[name])
        assert beaten_record(_won(0, revenue, users[who], teams[who])) == sentence


def test_nobody_is_praised_without_a_team_or_a_salesperson(mihai):
    assert not beaten_record(_won(0, "10", mihai, None))
    assert not beaten_record(_won(0, "10", None, a_team("Echipa")))
