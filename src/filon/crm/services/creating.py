"""Creating leads and opportunities."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.editing import create_contact
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm import policies
from filon.crm.models import Lead
from filon.crm.services.copying import copied_from
from filon.crm.services.deriving import derive
from filon.crm.services.entering import enter_stage
from filon.crm.services.proposing import first_stage, propose_team
from filon.crm.services.values import LeadValues, check
from filon.history.services.recording import describe
from filon.organisation.models import Organisation


@dataclass(frozen=True)
class NewContact:
    """A customer typed where none was found; he becomes a company unless the lead names a person there."""

    name: str
    email: str = ""
    phone: str = ""
    is_company: bool | None = None


@transaction.atomic
def create_lead(*, actor: User | None, new_contact: NewContact | None = None, **values: Unpack[LeadValues]) -> Lead:
    """Add a lead or opportunity, by default the actor's own, in the first stage of its team.

    A customer gives it what he has (see `copied_from`) and, if nothing else does, its name; `values` win over him.
    Say `salesperson=None` to leave it for somebody to take.
    """
    policies.require_work(actor)
    describe(gettext_noop("Created an opportunity"))
    if new_contact is not None:
        values["contact"] = _add_contact(actor, new_contact, values)
    tags = values.pop("tags", [])
    lead = _composed(actor, values)
    ours = Organisation.current()
    check(lead, ours, {"name", *values})
    derive(lead, ours)
    Lead.objects.bulk_create_records([lead])
    if tags:
        lead.tags.set(tags)
    return lead


def _add_contact(actor: User | None, typed: NewContact, values: LeadValues) -> Contact:
    is_company = typed.is_company if typed.is_company is not None else not values.get("contact_name")
    try:
        return create_contact(actor=actor, name=typed.name, email=typed.email, phone=typed.phone, is_company=is_company)
    except DomainError as error:
        raise DomainError(errors={f"contact_{field}": text for field, text in error.errors.items()}) from error


def _composed(actor: User | None, values: LeadValues) -> Lead:
    """The lead, not saved, with what follows from its customer, salesperson and stage."""
    contact = values.get("contact")
    stage, salesperson = values.pop("stage", None), values.pop("salesperson", actor)
    lead = Lead(created_by=actor, salesperson=salesperson, **{**(copied_from(contact) if contact else {}), **values})
    if not lead.name.strip() and contact:
        lead.name = _("Opportunity for %(customer)s") % {"customer": contact.name}
    if "team" not in values:
        lead.team = propose_team(salesperson=salesperson, current=None, lead_type=lead.type)
    lead.assigned_at = clock.now() if salesperson else None
    lead.stage = stage or first_stage(lead.team_id)
    if "probability" not in values:
        lead.probability = Decimal(lead.stage.probability)
    enter_stage(lead, lead.stage)
    return lead
