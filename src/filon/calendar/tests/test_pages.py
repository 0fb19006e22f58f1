"""The calendar, the form of a meeting, and what others see of it."""

from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.calendar.models import Meeting
from filon.calendar.testing import a_meeting, at, weekly
from filon.core import clock

pytestmark = pytest.mark.django_db
MONTH = {"start": "2026-11-30T00:00:00", "end": "2027-01-11T00:00:00"}


@pytest.fixture
def ioana() -> User:
    return a_user(name="Ioana Mureșan")


@pytest.fixture
def browser(client: Client, ioana: User) -> Client:
    client.force_login(ioana)
    return client


def typed(**values: object) -> dict[str, object]:
    return {
        "subject": "Vizită în hală",
        "starts": "01.12.2026",
        "starts_time": "10:00",
        "ends": "01.12.2026",
        "ends_time": "11:00",
        "zone": "Europe/Bucharest",
        "privacy": "public",
        "show_as": "busy",
        **values,
    }


def test_a_meeting_is_planned_with_the_form(browser: Client, ioana: User) -> None:
    ana = a_user(name="Ana")
    answer = browser.post("/calendar/meetings/new/", typed(people=[f"user:{ana.pk}", "mail:ion@client.test"]))
    meeting = Meeting.objects.get()
    assert answer.status_code == 302
    assert meeting.starts_at == at("2026-12-01 10:00")
    assert {str(row) for row in meeting.attendees.all()} == {"Ioana Mureșan", "Ana", "ion@client.test"}


def test_a_form_with_errors_keeps_what_was_typed(browser: Client) -> None:
    answer = browser.post("/calendar/meetings/new/", typed(ends_time="09:00", people=["mail:ion@client.test"]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "mail:ion@client.test" in page
    assert "Sfârșitul nu poate fi înaintea începutului." in page


def test_an_unknown_zone_is_an_error_at_its_field(browser: Client) -> None:
    assert browser.post("/calendar/meetings/new/", typed(zone="Marte/Olimp")).status_code == 422


def test_a_time_that_does_not_exist_is_said(browser: Client) -> None:
    values = typed(starts="28.03.2027", ends="28.03.2027", starts_time="03:30", ends_time="05:30")
    page = browser.post("/calendar/meetings/new/", values, follow=True).content.decode()
    assert "03:30 nu există" in page
    assert Meeting.objects.get().starts_at == at("2027-03-28 04:30")


def test_a_series_that_is_cut_says_so(browser: Client) -> None:
    values = typed(frequency="DAILY", interval=1, until="01.12.2036")
    page = browser.post("/calendar/meetings/new/", values, follow=True).content.decode()
    assert "Seria se încheie pe" in page


def test_a_conflict_is_said_and_does_not_stand_in_the_way(browser: Client, ioana: User) -> None:
    a_meeting("Altceva", organiser=ioana, start=at("2026-12-01 10:30"))
    page = browser.post("/calendar/meetings/new/", typed(), follow=True).content.decode()
    assert Meeting.objects.count() == 2
    assert "Ioana Mureșan are altceva atunci" in page


def test_the_calendar_shows_busy_instead_of_what_is_private(browser: Client, ioana: User) -> None:
    ana = a_user(name="Ana")
    a_meeting("Medic", organiser=ana, start=at("2026-12-01 10:00"), privacy="private")
    found = browser.get("/calendar/events/", {**MONTH, "people": ana.pk}).json()
    assert [(event["title"], event["start"]) for event in found] == [("Ocupat", "2026-12-01T10:00:00")]
    assert "url" not in found[0]


def test_somebody_elses_private_meeting_has_no_page(browser: Client) -> None:
    meeting = a_meeting("Medic", privacy="private")
    assert browser.get(f"/calendar/meetings/{meeting.pk}/").status_code == 404


def test_times_are_on_the_wall_of_the_reader(client: Client, ioana: User) -> None:
    london = a_user(name="James", time_zone="Europe/London")
    a_meeting(organiser=ioana, start=at("2026-12-01 10:00"))
    client.force_login(london)
    found = client.get("/calendar/events/", {**MONTH, "people": ioana.pk}).json()
    assert found[0]["start"] == "2026-12-01T08:00:00"


def test_a_month_costs_as_many_queries_with_many_meetings_as_with_few(
    browser: Client, ioana: User, django_assert_max_num_queries
) -> None:
    for number in range(12):
        a_meeting(f"Ședința {number}", organiser=ioana, start=at("2026-12-01 08:00") + timedelta(days=number))
    with django_assert_max_num_queries(14):
        assert len(browser.get("/calendar/events/", MONTH).json()) == 12


def test_a_meeting_is_dragged_to_another_time(browser: Client, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana, start=at("2026-12-01 10:00"))
    values = {"start": "2026-12-02T09:00:00", "end": "2026-12-02T10:30:00"}
    answer = browser.post(f"/calendar/meetings/{meeting.pk}/move/", values, headers={"HX-Request": "true"})
    meeting.refresh_from_db()
    assert answer.status_code == 204
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-12-02 09:00"), at("2026-12-02 10:30"))


def test_dragging_one_of_a_series_asks_how_much_is_meant(browser: Client, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana, start=at("2026-12-01 10:00"), repetition=weekly(1, count=3))
    values = {"start": "2026-12-02T09:00:00", "end": "2026-12-02T10:00:00", "day": meeting.starts_at.isoformat()}
    page = browser.get(f"/calendar/meetings/{meeting.pk}/move/", values).content.decode()
    assert "Doar această întâlnire" in page
    browser.post(f"/calendar/meetings/{meeting.pk}/move/", {**values, "scope": "one"})
    assert meeting.exceptions.get().starts_at == at("2026-12-02 09:00")


def test_nonsense_for_a_time_is_refused(browser: Client, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana)
    assert browser.post(f"/calendar/meetings/{meeting.pk}/move/", {"start": "x", "end": "y"}).status_code == 422


def test_the_page_of_a_meeting_keeps_a_monthly_day_when_one_is_moved(browser: Client, ioana: User) -> None:
    browser.post("/calendar/meetings/new/", typed(frequency="MONTHLY", interval=1, monthly_by="day", count=3))
    meeting = Meeting.objects.get()
    values = typed(starts="03.12.2026", ends="03.12.2026", frequency="MONTHLY", interval=1, monthly_by="day", count=3)
    answer = browser.post(f"/calendar/meetings/{meeting.pk}/", {**values, "scope": "one"})
    assert answer.status_code == 302
    assert meeting.exceptions.get().starts_at == at("2026-12-03 10:00")


def test_a_meeting_is_called_off_and_held_after_all(browser: Client, ioana: User) -> None:
    meeting = a_meeting(organiser=ioana)
    browser.post(f"/calendar/meetings/{meeting.pk}/cancel/")
    assert meeting.occurrences.count() == 0
    assert "a fost anulată" in browser.get(f"/calendar/meetings/{meeting.pk}/").content.decode()
    browser.post(f"/calendar/meetings/{meeting.pk}/restore/")
    assert meeting.occurrences.count() == 1


def test_whoever_is_invited_answers_on_the_page(client: Client) -> None:
    ana = a_user(name="Ana")
    meeting = a_meeting(attendees=[ana])
    client.force_login(ana)
    client.post(f"/calendar/meetings/{meeting.pk}/answer/", {"answer": "declined"})
    assert meeting.attendees.get(user=ana).answer == "declined"


def test_who_is_not_invited_reads_a_public_meeting_and_cannot_change_it(browser: Client) -> None:
    meeting = a_meeting("Ședință", start=clock.now() + timedelta(days=1))
    assert browser.get(f"/calendar/meetings/{meeting.pk}/").status_code == 200
    assert browser.post(f"/calendar/meetings/{meeting.pk}/", typed()).status_code == 403
    assert browser.post(f"/calendar/meetings/{meeting.pk}/cancel/").status_code == 403
    assert meeting.occurrences.count() == 1


def test_free_and_busy_stand_side_by_side(browser: Client, ioana: User) -> None:
    ana = a_user(name="Ana Dobre")
    a_meeting(organiser=ana, start=at("2026-12-01 10:00"))
    page = browser.get("/calendar/free-busy/", {"people": f"{ioana.pk},{ana.pk}", "date": "01.12.2026"})
    assert page.content.decode().count("Ocupat") == 2


def test_the_calendar_of_a_record_one_may_not_see_is_not_there(browser: Client) -> None:
    secret = a_meeting("Medic", privacy="private")
    assert browser.get("/calendar/", {"about": secret.pk}).status_code == 404
    assert browser.get("/calendar/", {"about": "9" * 30}).status_code == 404


def test_people_are_offered_while_typing(browser: Client) -> None:
    a_user(name="Ștefan Ionescu")
    found = browser.get("/calendar/people/options/", {"q": "stefan"}).json()["matches"]
    assert found[0]["label"] == "Ștefan Ionescu"
    address = browser.get("/calendar/people/options/", {"q": "nou@client.test"}).json()["matches"]
    assert address[-1]["value"] == "mail:nou@client.test"
