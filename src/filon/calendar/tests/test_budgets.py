"""A month of ten people and many reminders are quick, and a hostile rule ends."""

import time
from datetime import timedelta

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.calendar.choices import Channel, Frequency
from filon.calendar.models import Attendee, DueReminder, Meeting, Occurrence, Reminder
from filon.calendar.services.recurring import MOST, Repetition, days_of, read_rule
from filon.calendar.services.reminding import note_due
from filon.calendar.services.showing import Wanted, events
from filon.calendar.testing import at
from filon.core import clock

pytestmark = pytest.mark.django_db
MANY = 500
SLACK = 6
"""Tests run beside others on slow machines, with a quarter of the meetings that the budget is about."""


def many(number: int, people: list[User], *, together: bool = False) -> list[Meeting]:
    start = at("2026-12-01 06:00")
    moments = [start if together else start + timedelta(minutes=20 * at_) for at_ in range(number)]
    meetings = Meeting.objects.bulk_create_records(
        [
            Meeting(
                subject=f"Ședința {at_}",
                organiser=people[at_ % len(people)],
                starts_at=moment,
                ends_at=moment + timedelta(minutes=30),
                zone="Europe/Bucharest",
                uid=f"{at_}@test",
            )
            for at_, moment in enumerate(moments)
        ]
    )
    Attendee.objects.bulk_create(
        [Attendee(meeting=one, user=one.organiser, email=one.organiser.email) for one in meetings]
    )
    Occurrence.objects.bulk_create(
        [
            Occurrence(meeting=one, original_start=one.starts_at, starts_at=one.starts_at, ends_at=one.ends_at)
            for one in meetings
        ]
    )
    return meetings


def test_a_month_of_ten_people_is_quick() -> None:
    people = [a_user(name=f"Omul {number}") for number in range(10)]
    many(MANY, people)
    wanted = Wanted(at("2026-11-30 00:00"), at("2027-01-04 00:00"), [person.pk for person in people])
    events(people[0], wanted)
    begun = time.process_time()
    found = events(people[0], wanted)
    taken = time.process_time() - begun
    assert len(found) == MANY
    assert taken < 0.15 * SLACK * MANY / 2000


def test_many_reminders_of_one_minute_are_noted_once_each_in_order_and_quickly() -> None:
    meetings = many(MANY, [a_user()], together=True)
    Reminder.objects.bulk_create([Reminder(meeting=one, channel=Channel.MAIL, minutes_before=15) for one in meetings])
    with clock.stopped_at(meetings[0].starts_at - timedelta(minutes=15)):
        begun = time.process_time()
        first, second = note_due(), note_due()
        taken = time.process_time() - begun
    assert len(first) == len(second) == DueReminder.objects.count() == MANY
    assert first == sorted(first)
    assert taken < 5 * MANY / 5000


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "X"])
def test_a_rule_that_we_do_not_do_is_not_read(rule: str) -> None:
    assert read_rule(rule) is None


def test_a_series_without_an_end_is_bounded() -> None:
    days = days_of(Repetition(Frequency.DAILY), start=at("2026-12-01 10:00"), zone="Europe/Bucharest", is_all_day=False)
    assert len(days.starts) == MOST
    assert days.is_cut
