"""From the name of a task to the task."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.base import Task

from filon.jobs.exceptions import GiveUp


def task_named(name: str) -> Task[Any, Any]:
    """The task whose function has the dotted path `name`; `GiveUp` when the code no longer has it."""
    try:
        found = import_string(name)
    except ImportError as error:
        raise GiveUp(f"There is no task {name}.") from error
    if not isinstance(found, Task):
        raise GiveUp(f"{name} is not a task.")
    return found
