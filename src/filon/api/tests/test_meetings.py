"""Meetings, answers and the feed by REST."""

import pytest
from django.conf import settings

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.calendar.models import Meeting
from filon.calendar.testing import a_meeting, at, weekly
from filon.crm.models import Lead, Stage

pytestmark = pytest.mark.django_db
VISIT = {"subject": "Vizită", "starts_at": "2026-12-01T08:00:00Z", "ends_at": "2026-12-01T09:00:00Z"}


@pytest.fixture
def ioana() -> User:
    return a_user(name="Ioana")


@pytest.fixture
def program(ioana: User) -> Program:
    return Program(ioana)


def test_a_meeting_is_planned_with_those_invited(program: Program) -> None:
    values = {**VISIT, "attendees": [{"email": "elena@client.test"}], "rule": "FREQ=WEEKLY;BYDAY=TU", "count": 3}
    made = program.post("meetings", {**values, "reminders": [{"channel": "app", "minutes_before": 15}]})
    assert made.status_code == 201
    body = made.json()
    assert [one["email"] for one in body["attendees"]][1] == "elena@client.test"
    assert len(program.get(f"meetings/{body['id']}/occurrences").json()) == 3


def test_a_rule_that_is_not_understood_is_refused(program: Program) -> None:
    answer = program.post("meetings", {**VISIT, "rule": "FREQ=SECONDLY"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "rule"


def test_an_end_before_the_start_is_refused(program: Program) -> None:
    assert program.post("meetings", {**VISIT, "ends_at": "2026-12-01T07:00:00Z"}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Nowhere"},
        {"subject": "  "},
        {"ends_at": "2028-12-01T07:00:00Z"},
        {"starts_at": "1066-10-14T09:00:00Z", "ends_at": "1066-10-14T10:00:00Z"},
        {"rule": "FREQ=WEEKLY"},
        {"attendees": [{"email": "nobody"}]},
        {"attendees": [{"contact": 987654321}]},
        {"video_url": "javascript:alert(1)"},
    ],
)
def test_what_makes_no_sense_is_refused(program: Program, wrong: dict[str, object]) -> None:
    answer = program.post("meetings", {**VISIT, **wrong})
    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_a_daily_series_of_ten_years_is_bounded_and_says_until_when(program: Program) -> None:
    made = program.post("meetings", {**VISIT, "rule": "FREQ=DAILY", "count": 3650}).json()
    assert (made["count"], made["until"]) == (None, "2028-11-29")
    assert len(program.get(f"meetings/{made['id']}/occurrences").json()) == 730


def test_somebody_named_twice_or_the_organiser_himself_is_invited_once(program: Program, ioana: User) -> None:
    people = [{"email": "elena@client.test"}, {"email": "ELENA@client.test"}, {"user": ioana.pk}]
    body = program.post("meetings", {**VISIT, "attendees": people}).json()
    assert [one["email"] for one in body["attendees"]] == [ioana.email, "elena@client.test"]


def test_a_meeting_about_a_lead_that_one_may_not_see_is_refused(program: Program) -> None:
    lead = Lead.objects.create(name="Altcuiva", stage=Stage.objects.all()[0], salesperson=a_user())
    assert program.post("meetings", {**VISIT, "about": lead.pk}).status_code == 403


def test_a_meeting_names_the_next_step_that_it_stands_for(program: Program, ioana: User) -> None:
    lead = Lead.objects.create(name="Hala de la Turda", stage=Stage.objects.all()[0], salesperson=ioana)
    step = program.post("meetings", {**VISIT, "about": lead.pk}).json()["activity"]
    assert program.get(f"activities/{step}").json()["record"] == lead.pk
    assert [one["activity"] for one in program.get(f"meetings?activity={step}").json()["items"]] == [step]
    assert program.post("meetings", VISIT).json()["activity"] is None


def test_one_day_of_a_series_is_changed(program: Program, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana, start=at("2026-12-01 10:00"), repetition=weekly(1, count=3))
    day = program.get(f"meetings/{meeting.pk}/occurrences").json()[1]["day"]
    values = {"day": day, "scope": "one", "starts_at": "2026-12-09T08:00:00Z", "ends_at": "2026-12-09T09:00:00Z"}
    assert program.patch(f"meetings/{meeting.pk}", values).status_code == 200
    assert meeting.exceptions.get().starts_at == at("2026-12-09 10:00")


def test_an_invitation_is_answered(ioana: User) -> None:
    meeting = a_meeting(attendees=[ioana])
    Program(ioana).post(f"meetings/{meeting.pk}/answer", {"answer": "accepted"})
    assert meeting.attendees.get(user=ioana).answer == "accepted"
    assert Program(a_user()).post(f"meetings/{meeting.pk}/answer", {"answer": "accepted"}).status_code == 404


def test_deleting_calls_off(program: Program, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana)
    assert program.delete(f"meetings/{meeting.pk}").status_code == 204
    assert not Meeting.objects.get(pk=meeting.pk).is_active


def test_the_feed_is_made_and_revoked(program: Program) -> None:
    address = program.post("calendar-feed").json()["address"].removeprefix(settings.FILON_URL)
    assert program.client.get(address).status_code == 200
    assert program.delete("calendar-feed").status_code == 204
    assert program.client.get(address).status_code == 404
