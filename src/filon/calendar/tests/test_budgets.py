"""A month of ten people and many reminders are quick, and a hostile rule ends."""

import time
from datetime import timedelta

import pytest

from filon.accounts.testing import a_user
from filon.calendar.choices import Channel, Frequency
from filon.calendar.models import DueReminder, Reminder
from filon.calendar.services.recurring import MOST, Repetition, days_of, read_rule
from filon.calendar.services.reminding import note_due
from filon.calendar.services.showing import Wanted, events
from filon.calendar.testing import at, many_meetings
from filon.core import clock

pytestmark = pytest.mark.django_db
MANY = 500
SLACK = 6
"""Tests run beside others on slow machines, with a quarter of the meetings that the budget is about."""
START = at("2026-12-01 06:00")


def test_a_month_of_ten_people_is_quick() -> None:
    people = [a_user(name=f"Omul {number}") for number in range(10)]
    many_meetings(people, [START + timedelta(minutes=20 * number) for number in range(MANY)])
    wanted = Wanted(at("2026-11-30 00:00"), at("2027-01-04 00:00"), [person.pk for person in people])
    events(people[0], wanted)
    begun = time.process_time()
    found = events(people[0], wanted)
    taken = time.process_time() - begun
    assert len(found) == MANY
    assert taken < 0.15 * SLACK * MANY / 2000


def test_many_reminders_of_one_minute_are_noted_once_each_in_order_and_quickly() -> None:
    meetings = many_meetings([a_user()], [START] * MANY)
    Reminder.objects.bulk_create([Reminder(meeting=one, channel=Channel.MAIL, minutes_before=15) for one in meetings])
    with clock.stopped_at(meetings[0].starts_at - timedelta(minutes=15)):
        begun = time.process_time()
        assert note_due()
        assert note_due()
        taken = time.process_time() - begun
    assert DueReminder.objects.count() == MANY
    noted = DueReminder.objects.order_by("pk").values_list("occurrence__meeting", flat=True)
    assert list(noted) == [one.pk for one in meetings]
    assert taken < 5 * MANY / 5000


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "X"])
def test_a_rule_that_we_do_not_do_is_not_read(rule: str) -> None:
    assert read_rule(rule) is None


def test_a_series_without_an_end_is_bounded() -> None:
    days = days_of(Repetition(Frequency.DAILY), start=at("2026-12-01 10:00"), zone="Europe/Bucharest", is_all_day=False)
    assert len(days.starts) == MOST
    assert days.is_cut
