"""Cancelling activities. They stay with their record's history and come back with undo."""

from django.db import transaction
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities import hooks
from filon.activities.choices import Status
from filon.activities.models import Activity
from filon.activities.services.holding import hold_open
from filon.core import clock
from filon.history.services import recording


@transaction.atomic
def cancel(*, actor: User | None, activity: Activity) -> Activity:
    """Say that an activity will not be done; no message is posted."""
    held = hold_open(actor, activity)
    recording.describe(gettext_noop("Cancelled an activity"))
    held.status, held.closed_at, held.closed_by = Status.CANCELLED, clock.now(), actor
    held.save(update_fields=["status", "closed_at", "closed_by"])
    hooks.activities_cancelled.run([held])
    return held
