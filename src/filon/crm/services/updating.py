"""Changing what is known about a lead."""

from collections.abc import Collection
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.crm.models import Lead
from filon.crm.services.copying import copied_from
from filon.crm.services.deriving import DERIVED, derive
from filon.crm.services.entering import ENTERED, enter_stage
from filon.crm.services.locking import lock_lead
from filon.crm.services.proposing import propose_team
from filon.crm.services.sharing import SHARED, otherwise_written, share_with_contact
from filon.crm.services.telling import tell_moved, tell_salespersons
from filon.crm.services.values import LeadValues, check
from filon.history.services.recording import describe
from filon.organisation.models import Organisation


@transaction.atomic
def update_lead(
    *, actor: User | None, lead: Lead, to_contact: Collection[str] = SHARED, **values: Unpack[LeadValues]
) -> Lead:
    """Change what `values` name and what follows from it; DomainError names each field that cannot be.

    E-mail and phone, when `values` name them, become the customer's too; `to_contact` says which of them may.

    A new customer gives what he has, but what is said in the same breath wins. A new salesperson brings his team
    unless he is in the present one. A stage is entered last, so that its required fields may come along.
    """
    lead = lock_lead(actor=actor, lead=lead)
    describe(gettext_noop("Changed an opportunity"))
    tags, stage = values.pop("tags", None), values.pop("stage", None)
    contact, said = values.get("contact"), set(values)
    if contact is not None and contact.pk != lead.contact_id:
        values = {**otherwise_written(copied_from(contact), lead, contact), **values}
    before, former = lead.salesperson_id, lead.stage_id
    for name, value in values.items():
        setattr(lead, name, value)
    if lead.salesperson_id != before:
        _hand_over(lead, values)
    if stage is not None:
        enter_stage(lead, stage)
    ours = Organisation.current()
    check(lead, ours, set(values))
    derive(lead, ours)
    lead.save(update_fields=[*values, *ENTERED, *DERIVED, "team", "assigned_at", "city", "state", "country"])
    share_with_contact(actor=actor, lead=lead, names=[name for name in SHARED if name in said and name in to_contact])
    if lead.salesperson_id != before:
        tell_salespersons(actor, [lead])
    if lead.stage_id != former:
        tell_moved(actor, [lead])
    if tags is not None:
        lead.tags.set(tags)
    return lead


def _hand_over(lead: Lead, values: LeadValues) -> None:
    lead.assigned_at = clock.now() if lead.salesperson_id else None
    if "team" not in values:
        lead.team = propose_team(salesperson=lead.salesperson, current=lead.team, lead_type=lead.type)
