"""Putting tags on leads."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.crm.models import Lead
from filon.crm.services.locking import lock_leads
from filon.history.services.recording import describe_many
from filon.organisation.models import Tag


@transaction.atomic
def tag_leads(*, actor: User | None, leads: Sequence[Lead], tags: Iterable[Tag]) -> list[Lead]:
    """Give the leads these tags besides those they have."""
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Tagged an opportunity", "Tagged %(count)d opportunities", count=len(held))
    link = Lead.tags.through
    links = [link(lead=lead, tag=tag) for lead in held for tag in tags]
    link.objects.bulk_create(links, ignore_conflicts=True, batch_size=500)
    return held
