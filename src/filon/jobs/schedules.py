"""Schedules: tasks that run every so often, once for all workers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks.base import Task

from filon.core import clock
from filon.core.registry import Registry
from filon.jobs.models import Tick

LONGEST_REST = 30.0
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Schedule:
    """A task without arguments and how often it runs."""

    name: str
    task: Task[[], Any]
    every: timedelta

    def turn(self, moment: datetime) -> datetime:
        """The last turn at or before `moment`. Turns are counted from one epoch, so all workers agree on them."""
        return _EPOCH + (moment - _EPOCH) // self.every * self.every


schedules: Registry[Schedule] = Registry("schedule")


def register(name: str, task: Task[[], Any], *, every: timedelta) -> None:
    """Run `task` every so often, once however many workers there are. Turns missed while all slept are one."""
    schedules.register(name, Schedule(name, task, every))


def take_turns() -> float:
    """Write the job of every schedule whose turn has come; returns the seconds until the next turn, 30 at most."""
    now = clock.now()
    last = {tick.name: tick.due_at for tick in Tick.objects.order_by("due_at")}
    for schedule in schedules:
        turn = schedule.turn(now)
        if last.get(schedule.name, _EPOCH) < turn:
            _take(schedule, turn)
    waits = [(schedule.turn(now) + schedule.every - now).total_seconds() for schedule in schedules]
    return max(0.05, min([LONGEST_REST, *waits]))


@transaction.atomic
def _take(schedule: Schedule, turn: datetime) -> None:
    """Take one turn, unless another worker has just taken it."""
    before = Tick.objects.filter(name=schedule.name, due_at__lt=turn)
    _tick, is_mine = Tick.objects.get_or_create(name=schedule.name, due_at=turn)
    if is_mine:
        before.delete()
        schedule.task.enqueue()
