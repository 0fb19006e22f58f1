"""Schedules run once for all workers."""

from datetime import UTC, datetime, timedelta

import pytest

from filon.core import clock
from filon.jobs.models import Job, Tick
from filon.jobs.schedules import Schedule, schedules, take_turns
from filon.jobs.tasks import forget_old_jobs

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def only_one(monkeypatch):
    monkeypatch.setattr(schedules, "_items", {"sweep": Schedule("sweep", forget_old_jobs, timedelta(minutes=1))})


def test_a_turn_is_taken_once_however_many_workers_look(only_one):
    with clock.stopped_at(NOON):
        assert take_turns() == pytest.approx(30)
        take_turns()
    assert Job.objects.count() == 1


def test_the_next_turn_writes_the_next_job_and_forgets_the_last_tick(only_one):
    for minute in range(3):
        with clock.stopped_at(NOON + timedelta(minutes=minute)):
            take_turns()
    assert Job.objects.count() == 3
    assert Tick.objects.get().due_at == datetime(2026, 11, 24, 12, 2, tzinfo=UTC)


def test_turns_missed_while_all_slept_are_one(only_one):
    with clock.stopped_at(NOON):
        take_turns()
    with clock.stopped_at(NOON + timedelta(hours=5)):
        take_turns()
    assert Job.objects.count() == 2


def test_a_clock_that_is_put_back_takes_no_turn_again(only_one):
    with clock.stopped_at(NOON):
        take_turns()
    with clock.stopped_at(NOON - timedelta(hours=1)):
        take_turns()
    assert Job.objects.count() == 1


def test_every_schedule_of_the_house_has_a_task_without_arguments():
    assert all(schedule.task.func.__code__.co_argcount == 0 for schedule in schedules)
