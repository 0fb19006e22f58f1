"""Putting tags on leads, and taking one for another."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.crm.models import Lead
from filon.crm.services.locking import lock_lead, lock_leads
from filon.history.services.recording import describe, describe_many
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


@transaction.atomic
def swap_tag(*, actor: User | None, lead: Lead, old: Tag | None, new: Tag | None) -> Lead:
    """Give the lead the tag `new` for `old`, which it may have lost meanwhile; no tag at all when `new` is None."""
    held = lock_lead(actor=actor, lead=lead)
    describe(gettext_noop("Changed an opportunity"))
    if new is None:
        held.tags.clear()
        return held
    if old is not None:
        held.tags.remove(old)
    held.tags.add(new)
    return held
