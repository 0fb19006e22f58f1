"""A meeting about a record is its next step: an activity stands for it, and the two change together."""

from datetime import date, timedelta

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.activities.choices import Category
from filon.activities.models import Activity, ActivityType
from filon.activities.services.cancelling import cancel
from filon.activities.services.changing import change
from filon.activities.services.completing import complete
from filon.activities.services.handling import close_all
from filon.activities.services.scheduling import schedule
from filon.calendar.models import Meeting
from filon.calendar.services.debriefing import debrief
from filon.calendar.services.planning import cancel_meeting, create_meeting, restore_meeting, update_meeting
from filon.calendar.testing import a_meeting, at, weekly
from filon.chatter.models import Message
from filon.contacts.testing import a_person
from filon.core import clock
from filon.history.choices import Kind
from filon.history.models import ChangeSet
from filon.history.services import recording
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ioana() -> User:
    return a_user(role="all", name="Ioana", time_zone="Europe/Bucharest")


@pytest.fixture
def meeting(ioana: User) -> Meeting:
    with clock.stopped_at(at("2026-11-24 09:00")):
        person = a_person("Ion Pop", salesperson=ioana)
        yield a_meeting(organiser=ioana, about_id=person.pk, start=at("2026-11-26 10:00"), description="În hala 2")


def test_a_meeting_about_a_record_is_its_next_step(meeting: Meeting, ioana: User) -> None:
    step = Activity.objects.get(record=meeting.about_id)
    assert (step.type.category, step.title, step.note) == ("meeting", "Vizită în hală", "În hala 2")
    assert (f"{step.due_on}", step.assignee, step.meeting) == ("2026-11-26", ioana, meeting)


def test_a_meeting_that_is_moved_renamed_or_called_off_takes_the_activity_along(meeting: Meeting, ioana: User) -> None:
    start = at("2026-12-01 15:00")
    update_meeting(
        actor=ioana, meeting=meeting, subject="La sediu", starts_at=start, ends_at=start + timedelta(hours=1)
    )
    step = Activity.objects.get()
    assert (f"{step.due_on}", step.title) == ("2026-12-01", "La sediu")
    cancel_meeting(actor=ioana, meeting=meeting)
    assert Activity.objects.get().status == "cancelled"
    restore_meeting(actor=ioana, meeting=meeting)
    assert Activity.objects.get().status == "open"


def test_an_activity_that_is_moved_takes_the_meeting_along_at_the_same_hour(meeting: Meeting, ioana: User) -> None:
    change(actor=ioana, activity=Activity.objects.get(), due_on=date(2026, 12, 3), summary="Alt nume")
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-12-03 10:00"), at("2026-12-03 11:00"))
    assert meeting.subject == "Alt nume"


def test_calling_the_activity_off_calls_the_meeting_off(meeting: Meeting, ioana: User) -> None:
    cancel(actor=ioana, activity=Activity.objects.get())
    assert not Meeting.objects.get().is_active


def test_a_lost_deal_ends_the_activity_and_leaves_the_meeting(meeting: Meeting, ioana: User) -> None:
    close_all(actor=ioana, record_ids=[meeting.about_id], outcome="lost")
    assert Activity.objects.get().status == "cancelled"
    assert Meeting.objects.get().is_active


def test_what_came_of_the_activity_stands_at_the_meeting(meeting: Meeting, ioana: User) -> None:
    complete(actor=ioana, activity=Activity.objects.get(), feedback="Vor oferta.")
    assert Meeting.objects.get().description == "În hala 2\n\nVor oferta."


def test_what_came_of_the_meeting_does_the_activity_with_one_note(meeting: Meeting, ioana: User) -> None:
    before = Message.objects.filter(record=meeting.about_id).count()
    debrief(actor=ioana, meeting=meeting, text="Vor oferta.")
    assert Activity.objects.get().status == "done"
    assert Message.objects.filter(record=meeting.about_id).count() == before + 1


def test_a_planned_activity_gets_the_meeting_that_is_arranged_for_it(ioana: User) -> None:
    person = a_person("Ion Pop", salesperson=ioana)
    kind = ActivityType.objects.filter(category=Category.MEETING)[0]
    planned = schedule(actor=ioana, record_id=person.pk, activity_type=kind, summary="Prezentare")
    start = clock.now() + timedelta(days=3)
    made = a_meeting(organiser=ioana, about_id=person.pk, activity_id=planned.pk, start=start)
    assert (Activity.objects.count(), made.activity) == (1, planned)


def test_no_activity_stands_for_a_series_or_a_meeting_that_is_over(ioana: User) -> None:
    person = a_person("Ion Pop", salesperson=ioana)
    a_meeting(organiser=ioana, about_id=person.pk, repetition=weekly(1, count=3))
    a_meeting(organiser=ioana, about_id=person.pk, start=clock.now() - timedelta(days=2))
    assert not Activity.objects.exists()


def test_undoing_the_planning_takes_both_away(ioana: User) -> None:
    person = a_person("Ion Pop", salesperson=ioana)
    start = clock.now() + timedelta(days=1)
    with recording.write(ioana, Kind.WEB):
        create_meeting(
            actor=ioana, subject="X", about_id=person.pk, starts_at=start, ends_at=start + timedelta(hours=1)
        )
    undo(ChangeSet.objects.latest("pk").pk, ioana)
    assert (Meeting.objects.count(), Activity.objects.count()) == (0, 0)
