from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.activities.choices import Status
from filon.activities.models import Activity, ActivityType
from filon.activities.services.completing import complete
from filon.activities.testing import an_activity, the_type
from filon.contacts.testing import a_company

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
NEW_TYPE = {
    "name_ro": "Vizită la client", "name_en": "Visit", "category": "meeting", "priority": "2", "icon": "map-pin",
    "colour": "4", "told": "assignee", "tells_when_scheduled": "on", "tells_by_bell": "on", "reminder_days": "1",
    "delay_count": "3", "delay_unit": "days", "delay_from": "today", "chaining": "suggest",
}  # fmt: skip


@pytest.fixture
def user() -> User:
    return a_user(role="all")


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def test_a_type_is_made_with_all_its_settings(administrator: Client):
    answer = administrator.post("/activity-types/new/", NEW_TYPE)
    assert answer.status_code == 302
    made = ActivityType.objects.get(name__ro="Vizită la client")
    assert (made.category, made.priority, made.reminder_days, made.delay_count) == ("meeting", 2, 1, 3)
    assert "Vizită la client" in administrator.get("/activity-types/").content.decode()


def test_a_type_without_a_name_comes_back_with_what_was_typed(administrator: Client):
    answer = administrator.post("/activity-types/new/", {**NEW_TYPE, "name_ro": " ", "name_en": ""})
    assert answer.status_code == 422
    assert "Scrieți un nume." in answer.content.decode()


def test_two_types_are_not_called_alike(administrator: Client):
    answer = administrator.post("/activity-types/new/", {**NEW_TYPE, "name_ro": "APEL"})
    assert "„Apel” există deja." in answer.content.decode()


def test_a_type_that_triggers_itself_at_once_is_refused(administrator: Client):
    call = the_type("Call")
    values = {**NEW_TYPE, "chaining": "trigger", "triggered": str(call.pk), "delay_count": "0"}
    assert administrator.post(f"/activity-types/{call.pk}/", values).status_code == 422


def test_a_type_in_use_says_where_and_stays(administrator: Client):
    user, record = a_user(), a_company()
    an_activity(record.pk, user)
    call = the_type("Call")
    answer = administrator.post(f"/activity-types/{call.pk}/delete/", follow=True)
    assert "este în folosință (1 activitate)" in answer.content.decode()
    assert ActivityType.objects.filter(pk=call.pk).exists()


def test_an_unused_type_is_deleted(administrator: Client):
    administrator.post(f"/activity-types/{the_type('To-do').pk}/delete/")
    assert not ActivityType.objects.filter(name__en="To-do").exists()


def test_only_administrators_configure_types(browser: Client):
    assert browser.get("/activity-types/").status_code == 403
    assert browser.post("/activity-types/new/", NEW_TYPE).status_code == 403


def test_an_activity_is_planned_from_a_record(browser: Client, user: User):
    record = a_company()
    page = browser.get(f"/r/{record.pk}/activities/new/?type={the_type('Call').pk}", **HTMX)
    assert "Planifică o activitate" in page.content.decode()
    values = {"type": the_type("Call").pk, "summary": "Sună", "due_on": "mâine", "assignee": user.pk, "tags": "urgent"}
    answer = browser.post(f"/r/{record.pk}/activities/new/", values, **HTMX)
    assert answer.status_code == 204
    made = Activity.objects.get()
    assert made.due_on == user.today + timedelta(days=1)
    assert [str(tag) for tag in made.tags.all()] == ["urgent"]


def test_a_day_that_cannot_be_read_comes_back(browser: Client, user: User):
    record = a_company()
    values = {"type": the_type("Call").pk, "due_on": "cândva", "assignee": user.pk}
    answer = browser.post(f"/r/{record.pk}/activities/new/", values, **HTMX)
    assert answer.status_code == 422
    assert "cândva" in answer.content.decode()


def test_done_with_next_goes_on_to_the_next_one(browser: Client, user: User):
    record = a_company()
    made = an_activity(record.pk, user)
    answer = browser.post(f"/activities/{made.pk}/done/", {"feedback": "A răspuns.", "next": "1"}, **HTMX)
    assert "Ce urmează?" in answer.content.decode()
    assert Activity.objects.get().feedback == "A răspuns."


def test_done_twice_is_a_conflict(browser: Client, user: User):
    made = an_activity(a_company().pk, user)
    complete(actor=user, activity=made)
    assert browser.post(f"/activities/{made.pk}/done/", {}, **HTMX).status_code == 409


def test_an_activity_of_a_stranger_is_not_there(client: Client):
    client.force_login(a_user(name="Dan Ene"))
    assert client.get("/activities/999/done/").status_code == 404


def test_a_dropped_activity_is_due_on_that_day(browser: Client, user: User):
    made = an_activity(a_company().pk, user)
    day = user.today + timedelta(days=2)
    assert browser.post(f"/activities/{made.pk}/move/", {"due_on": day.isoformat()}, **HTMX).status_code == 204
    assert Activity.objects.get().due_on == day


def test_a_cancelled_activity_can_be_reopened(browser: Client, user: User):
    made = an_activity(a_company().pk, user)
    browser.post(f"/activities/{made.pk}/cancel/", **HTMX)
    assert Activity.objects.get().status == Status.CANCELLED
    browser.post(f"/activities/{made.pk}/reopen/", **HTMX)
    assert Activity.objects.get().status == Status.OPEN


def test_a_logged_call_does_the_one_that_was_planned(browser: Client, user: User):
    record = a_company()
    an_activity(record.pk, user, due_on=user.today - timedelta(days=1))
    assert "Cum a decurs apelul?" in browser.get(f"/r/{record.pk}/activities/called/", **HTMX).content.decode()
    browser.post(f"/r/{record.pk}/activities/called/", {"feedback": "Nu a răspuns."}, **HTMX)
    assert [(each.status, each.feedback) for each in Activity.objects.all()] == [(Status.DONE, "Nu a răspuns.")]


def test_a_logged_call_without_a_plan_is_kept_as_done(browser: Client):
    record = a_company()
    browser.post(f"/r/{record.pk}/activities/called/", {"feedback": "Vrea ofertă."}, **HTMX)
    assert Activity.objects.get().status == Status.DONE


def test_my_activities_are_few_statements_however_many(browser: Client, user: User, django_assert_max_num_queries):
    for number in range(12):
        an_activity(a_company(f"Firma {number}").pk, user, due_on=user.today + timedelta(days=number - 3))
    with django_assert_max_num_queries(22):
        page = browser.get("/activities/").content.decode()
    assert "Restantă" in page
    assert "Firma 11" in page


def test_my_day_shows_what_is_due_and_what_was_done(browser: Client, user: User, django_assert_max_num_queries):
    for number in range(3):
        an_activity(a_company(f"Firma {number}").pk, user, summary=f"Pas {number}")
    complete(actor=user, activity=Activity.objects.get(summary="Pas 0"))
    with django_assert_max_num_queries(38):
        page = browser.get("/").content.decode()
    assert "1 efectuată, 2 rămase" in page
    assert "Ziua mea" in page


def test_an_empty_day_says_what_comes(browser: Client, user: User):
    an_activity(a_company().pk, user, due_on=user.today + timedelta(days=1))
    page = browser.get("/").content.decode()
    assert "Nimic scadent azi" in page
    assert "Mâine: 1." in page


def test_the_next_step_stands_on_top_of_the_thread(browser: Client, user: User):
    record = a_company()
    an_activity(record.pk, user, summary="Sună pentru aviz")
    page = browser.get(f"/r/{record.pk}/thread/", **HTMX).content.decode()
    assert page.index("Sună pentru aviz") < page.index("composer")
