"""Taking hold of leads before changing them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import NotAllowed
from filon.crm.models import Lead


def lock_leads(*, actor: User | None, leads: Sequence[Lead]) -> list[Lead]:
    """The leads as they are now, in order of id, locked until the transaction ends.

    Always in that order, so that two people who move the same cards wait for each other instead of both failing.
    Raises NotAllowed if the actor may not work on one of them.
    """
    ids = sorted({lead.pk for lead in leads})
    rows = Lead.objects.all() if actor is None else Lead.objects.visible_to(actor)
    held = list(rows.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(held) < len(ids):
        raise NotAllowed(_("One of these opportunities is no longer yours to change."))
    return held


def lock_lead(*, actor: User | None, lead: Lead) -> Lead:
    """One lead as it is now, locked until the transaction ends."""
    return lock_leads(actor=actor, leads=[lead])[0]
