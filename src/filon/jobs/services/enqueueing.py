"""Writing jobs down."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from filon.core import clock
from filon.jobs.models import Job
from filon.jobs.waking import bell


@transaction.atomic
def enqueue(
    *,
    name: str,
    args: list[Any],
    kwargs: dict[str, Any],
    run_at: datetime | None = None,
    priority: int = 0,
    unique: bool = False,
) -> Job:
    """Write a job in the caller's transaction and wake the workers once it is committed.

    With `unique`, a job for the same call that still waits is taken instead, at the earlier of the two times. Its row
    stays locked until the caller commits, so it cannot start before the caller's data is there to be read.
    """
    job = Job(name=name, args=args, kwargs=kwargs, run_at=run_at or clock.now(), priority=priority)
    if unique:
        job.unique_key = _key(name, args, kwargs)
        waiting = Job.objects.select_for_update().filter(unique_key=job.unique_key).first()
        if waiting is None:
            Job.objects.bulk_create([job], update_conflicts=True, unique_fields=["unique_key"], update_fields=["args"])
            waiting = Job.objects.get(unique_key=job.unique_key)
        if job.run_at < waiting.run_at:
            waiting.run_at = job.run_at
            waiting.save(update_fields=["run_at"])
        job = waiting
    else:
        job.save(force_insert=True)
    if job.run_at <= clock.now():
        transaction.on_commit(bell.ring)
    return job


def _key(name: str, args: list[Any], kwargs: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([name, args, kwargs], sort_keys=True).encode()).hexdigest()
