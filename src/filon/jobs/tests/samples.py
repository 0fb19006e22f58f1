"""Tasks that the tests of this room run."""

import threading
from datetime import UTC, datetime

from django.db import transaction
from django_tasks import task

from filon.core.exceptions import DomainError
from filon.jobs.exceptions import GiveUp
from filon.jobs.models import Job, Tick

MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
ran = threading.Semaphore(0)


@task()
def leave_a_mark(name: str) -> None:
    Tick.objects.create(name=name, due_at=MOMENT)
    ran.release()


@task()
def leave_a_mark_and_fail(name: str) -> None:
    Tick.objects.create(name=name, due_at=MOMENT)
    raise ValueError("the file is broken\nand this is a second line")


@task(atomic=False)
def leave_a_mark_alone_and_fail(name: str) -> None:
    with transaction.atomic():
        Tick.objects.create(name=name, due_at=MOMENT)
    raise ValueError("too late")


@task()
def refuse() -> None:
    raise DomainError("Nothing can be sent to nobody.")


@task()
def give_up() -> None:
    raise GiveUp("The message is gone.")


@task(max_attempts=2)
def fail() -> None:
    raise ValueError("no")


@task(unique=True)
def count_once(number: int) -> None:
    Tick.objects.create(name=str(number), due_at=MOMENT)


@task()
def lose_the_lease(name: str) -> None:
    """What a worker does to a slow one whose lease has run out."""
    Tick.objects.create(name=name, due_at=MOMENT)
    Job.objects.filter(name__endswith="lose_the_lease").update(attempts=99)


def marks() -> list[str]:
    """The names of the marks that were left."""
    return list(Tick.objects.filter(due_at=MOMENT).order_by("pk").values_list("name", flat=True))
