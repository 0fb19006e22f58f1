"""Logging a call that was just made."""

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.choices import Category
from filon.activities.models import Activity
from filon.activities.services.completing import Completed, complete
from filon.activities.services.configuring import types_for
from filon.activities.services.scheduling import schedule
from filon.core.exceptions import DomainError
from filon.core.models import Record


@transaction.atomic
def log_call(*, actor: User, record_id: int, feedback: str) -> Completed:
    """Mark the call that `actor` had to make on this record, the earliest that is due, as done; without one, a call of
    today that is done at once."""
    due = Activity.objects.open().filter(
        record=record_id, assignee=actor, type__category=Category.CALL, due_on__lte=actor.today
    )
    planned = due.order_by("due_on", "pk").first()
    if planned is None:
        kind = Record.objects.values_list("kind", flat=True).get(pk=record_id)
        calls = [each for each in types_for(kind) if each.category == Category.CALL]
        if not calls:
            raise DomainError(_("There is no type for calls. An administrator can add one."))
        planned = schedule(actor=actor, record_id=record_id, activity_type=calls[0], assignee=actor)
    return complete(actor=actor, activity=planned, feedback=feedback)
