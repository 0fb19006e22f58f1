"""The private feed, read by a library that knows nothing of us."""

from datetime import UTC, date, datetime

import pytest
import recurring_ical_events
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.activities.testing import an_activity
from filon.calendar.choices import Scope
from filon.calendar.services import series
from filon.calendar.services.feeding import make_feed, revoke_feed
from filon.calendar.testing import a_meeting, at, weekly
from filon.contacts.testing import a_person
from filon.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def ioana() -> User:
    return a_user(name="Ioana Mureșan")


def fetched(client: Client, address: str) -> Calendar:
    answer = client.get(address.removeprefix(settings.FILON_URL))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def test_a_weekly_series_with_one_moved_meeting_reads_right_across_the_clock_change(
    client: Client, ioana: User
) -> None:
    with clock.stopped_at(at("2026-10-01 08:00")):
        meeting = a_meeting("Ședință", organiser=ioana, start=at("2026-10-13 09:00"), repetition=weekly(1, count=5))
        moved, off = list(meeting.occurrences.all())[1:3]
        series.change(
            actor=ioana,
            meeting=meeting,
            original_start=moved.original_start,
            scope=Scope.ONE,
            starts_at=at("2026-10-21 15:00"),
            ends_at=at("2026-10-21 16:00"),
        )
        series.cancel(actor=ioana, meeting=meeting, original_start=off.original_start, scope=Scope.ONE)
    calendar = fetched(client, make_feed(actor=ioana))
    found = recurring_ical_events.of(calendar).between(date(2026, 10, 1), date(2026, 12, 1))
    starts = sorted(event["DTSTART"].dt.astimezone(UTC) for event in found)
    assert starts == [
        datetime(2026, 10, 13, 6, tzinfo=UTC),
        datetime(2026, 10, 21, 12, tzinfo=UTC),
        datetime(2026, 11, 3, 7, tzinfo=UTC),
        datetime(2026, 11, 10, 7, tzinfo=UTC),
    ]
    assert {str(event["UID"]) for event in found} == {meeting.uid}
    assert calendar.walk("VTIMEZONE")


def test_whole_days_are_days_with_an_exclusive_end(client: Client, ioana: User) -> None:
    start = datetime(2026, 11, 26, tzinfo=UTC)
    a_meeting(organiser=ioana, start=start, ends_at=datetime(2026, 11, 28, tzinfo=UTC), is_all_day=True)
    (event,) = fetched(client, make_feed(actor=ioana)).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 26), date(2026, 11, 28))


def test_activities_are_tasks(client: Client, ioana: User) -> None:
    an_activity(a_person().pk, assignee=ioana, summary="Sună-l pe Ion")
    (task,) = fetched(client, make_feed(actor=ioana)).walk("VTODO")
    assert str(task["SUMMARY"]) == "Sună-l pe Ion"


def test_a_feed_holds_only_what_is_mine_and_not_declined(client: Client, ioana: User) -> None:
    a_meeting("A altcuiva")
    declined = a_meeting("Refuzată", attendees=[ioana])
    declined.attendees.filter(user=ioana).update(answer="declined")
    assert fetched(client, make_feed(actor=ioana)).walk("VEVENT") == []


def test_a_new_address_and_revoking_shut_the_old_one(client: Client, ioana: User) -> None:
    old = make_feed(actor=ioana).removeprefix(settings.FILON_URL)
    new = make_feed(actor=ioana).removeprefix(settings.FILON_URL)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    revoke_feed(actor=ioana)
    assert client.get(new).status_code == 404


def test_the_feed_of_who_may_no_longer_sign_in_is_shut(client: Client, ioana: User) -> None:
    address = make_feed(actor=ioana).removeprefix(settings.FILON_URL)
    User.objects.filter(pk=ioana.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_subject_cannot_add_lines_to_the_file(client: Client, ioana: User) -> None:
    a_meeting("Bun\r\nATTENDEE:mailto:x@rau.test", organiser=ioana, description="a\x0bb\r\nEND:VEVENT")
    (event,) = fetched(client, make_feed(actor=ioana)).walk("VEVENT")
    assert "x@rau.test" not in str(event.get("ATTENDEE"))


def test_the_address_is_shown_once_on_its_page(client: Client, ioana: User) -> None:
    client.force_login(ioana)
    assert ".ics" in client.post("/calendar/feed/").content.decode()
    assert ".ics" not in client.get("/calendar/feed/").content.decode()
