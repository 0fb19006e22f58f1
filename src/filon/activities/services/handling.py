"""What becomes of open activities when their records, or the users who are to do them, come to an end."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities import hooks
from filon.activities.choices import Outcome, Status
from filon.activities.models import Activity, ActivityQuerySet
from filon.core import clock
from filon.history.services import recording

BATCH = 500


@transaction.atomic
def close_all(*, actor: User | None, record_ids: Collection[int], outcome: str) -> int:
    """Cancel what is open on records that `actor` has just lost, archived or won; returns how many.

    The caller has made sure that he may change the records. Nothing is posted; an undo brings them back.
    """
    cancelled = 0
    for ids in _batches(record_ids):
        cancelled += _cancel(actor, Activity.objects.open().filter(record__in=ids), Outcome(outcome))
    return cancelled


@transaction.atomic
def reopen(*, record_ids: Collection[int], outcome: str) -> int:
    """Make open again what ended with these records by `outcome`, for assignees who are still here; returns how many.

    The caller has made sure that the actor may change the records.
    """
    back = 0
    for ids in _batches(record_ids):
        rows = Activity.objects.filter(record__in=ids, status=Status.CANCELLED, outcome=Outcome(outcome))
        back += rows.filter(assignee__is_active=True).update(
            status=Status.OPEN, closed_at=None, closed_by=None, outcome=Outcome.NONE
        )
    return back


@transaction.atomic
def close_of_user(*, actor: User | None, user: User) -> int:
    """Cancel what a user who was switched off had still to do; returns how many."""
    recording.describe(gettext_noop("Cancelled the activities of a user who was switched off"))
    return _cancel(actor, Activity.objects.open().filter(assignee=user), Outcome.USER)


def open_count(record_ids: Collection[int]) -> int:
    """How many activities are open on these records."""
    return sum(Activity.objects.open().filter(record__in=ids).count() for ids in _batches(record_ids))


def _cancel(actor: User | None, rows: ActivityQuerySet, outcome: Outcome) -> int:
    held = list(rows.select_for_update().order_by("pk"))
    if not held:
        return 0
    moment = clock.now()
    for ids in _batches([activity.pk for activity in held]):
        Activity.objects.filter(pk__in=ids).update(
            status=Status.CANCELLED, closed_at=moment, closed_by=actor, outcome=outcome
        )
    for activity in held:
        activity.status, activity.outcome = Status.CANCELLED, outcome
    hooks.activities_cancelled.run(held)
    return len(held)


def _batches(ids: Collection[int]) -> Iterable[list[int]]:
    ordered = list(ids)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
