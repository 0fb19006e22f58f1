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
    ours = Organisation.current()
    for lead in held:
        for name, value in values.items():
            setattr(lead, name, value)
        if "expected_revenue" in values:
            lead.expected_revenue_base = base_amount(lead.expected_revenue, lead.currency_id or "", ours)
    # The values are the same for all, so one lead tells whether they can be.
    check(held[0], ours, set(values))
    derived = ["expected_revenue_base"] if "expected_revenue" in values else []
    update_rows(held, [*values, *derived])
    return held
