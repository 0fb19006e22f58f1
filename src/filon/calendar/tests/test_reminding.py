"""Reminders come once, to those who come, and when they are due."""

from datetime import timedelta

import pytest

from filon.accounts.testing import a_user
from filon.calendar.choices import Channel
from filon.calendar.models import DueReminder
from filon.calendar.services.planning import update_meeting
from filon.calendar.tasks import look_for_reminders
from filon.calendar.testing import a_meeting
from filon.chatter.models import Notification
from filon.core import clock
from filon.jobs.testing import run_jobs
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db
APP, MAIL = [(Channel.APP, 15)], [(Channel.MAIL, 60)]


def reminded() -> int:
    return Notification.objects.filter(reason="meeting").count()


def look_at(moment) -> None:
    with clock.stopped_at(moment):
        look_for_reminders.call()
        look_for_reminders.call()
        run_jobs()


def test_those_who_come_are_reminded_once_in_the_app() -> None:
    meeting = a_meeting(attendees=[a_user(name="Ana")], reminders=APP)
    look_at(meeting.starts_at - timedelta(minutes=16))
    assert reminded() == 0
    look_at(meeting.starts_at - timedelta(minutes=15))
    look_at(meeting.starts_at - timedelta(minutes=14))
    assert reminded() == 2


def test_who_declined_is_not_reminded() -> None:
    ana = a_user(name="Ana")
    meeting = a_meeting(attendees=[ana], reminders=APP)
    meeting.attendees.filter(user=ana).update(answer="declined")
    look_at(meeting.starts_at - timedelta(minutes=15))
    assert list(Notification.objects.filter(reason="meeting").values_list("user", flat=True)) == [meeting.organiser_id]


def test_reminders_by_mail_go_to_customers_too() -> None:
    meeting = a_meeting(attendees=["elena@client.test"], reminders=MAIL)
    OutboundMessage.objects.all().delete()
    look_at(meeting.starts_at - timedelta(minutes=60))
    assert sorted(row.to[0] for row in OutboundMessage.objects.all()) == sorted(
        ["elena@client.test", meeting.organiser.email]
    )
    assert all("Reamintire" in row.subject for row in OutboundMessage.objects.all())


def test_a_reminder_that_was_due_before_the_meeting_was_planned_does_not_come() -> None:
    meeting = a_meeting(start=clock.now() + timedelta(minutes=5), reminders=APP)
    look_at(clock.now())
    look_at(meeting.starts_at - timedelta(minutes=2))
    assert reminded() == 0


def test_a_meeting_that_was_moved_reminds_again() -> None:
    meeting = a_meeting(reminders=APP)
    look_at(meeting.starts_at - timedelta(minutes=15))
    with clock.stopped_at(meeting.starts_at - timedelta(minutes=10)):
        later = meeting.starts_at + timedelta(hours=3)
        update_meeting(actor=meeting.organiser, meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1))
    look_at(later - timedelta(minutes=15))
    assert reminded() == 2


def test_a_cancelled_meeting_does_not_remind() -> None:
    meeting = a_meeting(reminders=APP)
    meeting.occurrences.all().delete()
    look_at(meeting.starts_at - timedelta(minutes=15))
    assert DueReminder.objects.count() == 0
