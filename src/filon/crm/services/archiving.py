"""Putting leads away, and deleting them for good."""

from collections.abc import Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.activities.choices import Outcome
from filon.activities.services.handling import close_all
from filon.core.deleting import delete_record
from filon.crm import policies
from filon.crm.models import Lead
from filon.crm.services.locking import lock_leads
from filon.history.services.recording import describe_many


@transaction.atomic
def archive_leads(*, actor: User | None, leads: Sequence[Lead]) -> list[Lead]:
    """Take leads off boards and lists. They are neither won nor lost by it, and come back with `restore_leads`.

    What was planned on them is cancelled; an undo brings it back, as the leads.
    """
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Archived an opportunity", "Archived %(count)d opportunities", count=len(held))
    ids = [lead.pk for lead in held]
    Lead.objects.filter(pk__in=ids).update(is_active=False)
    close_all(actor=actor, record_ids=ids, outcome=Outcome.ARCHIVED)
    return held


@transaction.atomic
def delete_leads(*, actor: User | None, leads: Sequence[Lead]) -> None:
    """Delete leads with their threads. Only for administrators; Conflict names what still refers to one."""
    policies.require_delete(actor)
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Deleted an opportunity", "Deleted %(count)d opportunities", count=len(held))
    for lead in held:
        delete_record(lead)
