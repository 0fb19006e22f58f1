from datetime import UTC, date, datetime, timedelta

import pytest

from filon.accounts.testing import a_user
from filon.activities.choices import DelayFrom, State, Status, Unit
from filon.activities.models import ActivityType
from filon.activities.services.changing import change, snooze
from filon.activities.services.reading import in_state, next_steps
from filon.activities.services.scheduling import schedule
from filon.activities.services.timing import proposed_day
from filon.activities.testing import an_activity, the_type
from filon.chatter.models import Follower, Notification
from filon.contacts.testing import a_company
from filon.core import clock
from filon.core.exceptions import DomainError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_month_after_the_end_of_january_is_the_end_of_february():
    kind = ActivityType(delay_count=1, delay_unit=Unit.MONTHS)
    assert proposed_day(kind, date(2027, 1, 31)) == date(2027, 2, 28)


def test_the_delay_is_counted_from_the_previous_day_or_from_today():
    kind = ActivityType(delay_count=10, delay_from=DelayFrom.PREVIOUS)
    assert proposed_day(kind, date(2026, 10, 10), date(2026, 10, 8)) == date(2026, 10, 18)
    kind.delay_from = DelayFrom.TODAY
    assert proposed_day(kind, date(2026, 10, 10), date(2026, 10, 8)) == date(2026, 10, 20)


def test_without_a_day_it_is_for_today_whatever_the_type_says():
    user, record = a_user(), a_company()
    made = schedule(actor=user, record_id=record.pk, activity_type=the_type("Call"))
    assert (made.due_on, made.assignee, made.status) == (user.today, user, Status.OPEN)


def test_a_colleague_is_told_once_and_follows():
    user, other, record = a_user(), a_user(name="Ana Pop"), a_company()
    made = schedule(actor=user, record_id=record.pk, activity_type=the_type("Call"), assignee=other)
    change(actor=user, activity=made, assignee=other)
    assert Notification.objects.filter(user=other).count() == 1
    assert Follower.objects.filter(record_id=record.pk, user=other).exists()


def test_oneself_is_not_told():
    user, record = a_user(), a_company()
    schedule(actor=user, record_id=record.pk, activity_type=the_type("Call"))
    assert not Notification.objects.exists()


def test_nobody_who_is_switched_off_gets_work():
    gone, record = a_user(name="Dan Ene", is_active=False), a_company()
    with pytest.raises(DomainError) as refused:
        schedule(actor=None, record_id=record.pk, activity_type=the_type("Call"), assignee=gone)
    assert "assignee" in refused.value.errors


def test_a_day_in_another_century_is_refused():
    user, record = a_user(), a_company()
    with pytest.raises(DomainError) as refused:
        schedule(actor=user, record_id=record.pk, activity_type=the_type("Call"), due_on=date(2206, 1, 1))
    assert "due_on" in refused.value.errors


def test_a_type_for_other_records_is_refused():
    user, record = a_user(), a_company()
    with pytest.raises(DomainError):
        schedule(actor=user, record_id=record.pk, activity_type=the_type("Prepare the quotation"))


def test_the_same_day_is_today_for_one_and_yesterday_for_another():
    near, far = a_user(time_zone="UTC"), a_user(name="Ana Pop", time_zone="Australia/Sydney")
    first, second = a_company("Unu SRL"), a_company("Doi SRL")
    with clock.stopped_at(datetime(2026, 11, 24, 16, tzinfo=UTC)):
        an_activity(first.pk, near, due_on=TODAY)
        an_activity(second.pk, far, due_on=TODAY)
        steps = next_steps([first.pk, second.pk], TODAY)
        late = set(in_state(State.OVERDUE, TODAY).values_list("record", flat=True))
    assert (steps[first.pk].state, steps[second.pk].state) == (State.TODAY, State.OVERDUE)
    assert late == {second.pk}


def test_the_most_urgent_one_speaks_for_the_record(django_assert_num_queries):
    user, record = a_user(), a_company()
    an_activity(record.pk, user, due_on=user.today + timedelta(days=3), summary="mai târziu")
    an_activity(record.pk, user, due_on=user.today - timedelta(days=2), summary="restantă")
    with django_assert_num_queries(1):
        step = next_steps([record.pk], user.today)[record.pk]
    assert (step.title, step.state, step.count) == ("restantă", State.OVERDUE, 2)


def test_put_off_it_is_due_in_seven_days_from_today_when_late_else_from_its_day():
    user, record = a_user(), a_company()
    late = an_activity(record.pk, user, due_on=user.today - timedelta(days=2))
    planned = an_activity(record.pk, user, due_on=user.today + timedelta(days=2))
    assert snooze(actor=user, activity=late).due_on == user.today + timedelta(days=7)
    assert snooze(actor=user, activity=planned).due_on == user.today + timedelta(days=9)
