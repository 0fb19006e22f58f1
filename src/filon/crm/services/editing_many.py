"""Changing the same fields of many leads in one go."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from filon.accounts.models import User
from filon.core.updating import update_rows
from filon.crm.models import Lead
from filon.crm.services.assigning import assign_leads
from filon.crm.services.deriving import base_amount
from filon.crm.services.locking import lock_leads
from filon.crm.services.moving import move_leads
from filon.crm.services.tagging import tag_leads
from filon.crm.services.values import LeadValues, check
from filon.history.batching import batched
from filon.history.services.recording import describe_many
from filon.organisation.models import Organisation


@transaction.atomic
def edit_leads(*, actor: User | None, leads: Sequence[Lead], **values: Unpack[LeadValues]) -> list[Lead]:
    """Give all `leads` these values; tags come to those they have. DomainError names the field that cannot be.

    A salesperson brings his team and a stage its probability, as when one is changed alone; what else is said in the
    same breath wins over both.
    """
    if "salesperson" in values:
        assign_leads(actor=actor, leads=leads, salesperson=values.pop("salesperson"))
    if "stage" in values:
        move_leads(actor=actor, leads=leads, stage=values.pop("stage"))
    if "tags" in values:
        tag_leads(actor=actor, leads=leads, tags=values.pop("tags"))
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Changed an opportunity", "Changed %(count)d opportunities", count=len(held))
    if not held or not values:
        return held
    _write(held, values)
    return held


def _write(leads: Sequence[Lead], values: LeadValues) -> None:
    """The values are the same for all: one lead tells whether they can be, and one statement writes hundreds."""
    ours = Organisation.current()
    for lead in leads:
        for name, value in values.items():
            setattr(lead, name, value)
    check(leads[0], ours, set(values))
    for some in batched(lead.pk for lead in leads):
        Lead.objects.filter(pk__in=some).update(**values)
    if "expected_revenue" in values:
        for lead in leads:
            lead.expected_revenue_base = base_amount(lead.expected_revenue, lead.currency_id or "", ours)
        update_rows(leads, ["expected_revenue_base"])
