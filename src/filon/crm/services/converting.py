"""Qualifying leads: what was a lead becomes an opportunity on the board, with a customer and somebody in charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.copying import copied_from
from filon.crm.services.deriving import DERIVED, derive
from filon.crm.services.duplicates import duplicates_of
from filon.crm.services.finding_customers import create_customer, find_customer
from filon.crm.services.locking import lock_leads
from filon.crm.services.merging import merge_leads
from filon.crm.services.proposing import propose_team
from filon.crm.services.restoring import restore_leads
from filon.crm.services.telling import tell_salespersons
from filon.history.services.recording import describe_many
from filon.organisation.models import Organisation
from filon.teams.models import Team


class Customer(StrEnum):
    """What becomes of the customer: one that is known or else a new one, a new one, the given one, or none."""

    KNOWN_OR_NEW = "known_or_new"
    NEW = "new"
    EXISTING = "existing"
    NONE = "none"


@dataclass(frozen=True)
class Conversion:
    """How leads are converted. `salespeople` are dealt in turn; who has one keeps him unless `replaces`."""

    customer: Customer = Customer.NONE
    contact: Contact | None = None
    salespeople: Sequence[User] = ()
    team: Team | None = None
    replaces: bool = True
    merges: bool = False


PLAIN = Conversion()


@transaction.atomic
def convert_leads(*, actor: User | None, leads: Sequence[Lead], how: Conversion = PLAIN) -> list[Lead]:
    """Make opportunities of leads, in the stage that they have had unseen. Lost, archived ones and opportunities stay.

    With `merges` each is first merged with the open leads of the same address or customer.
    """
    if how.customer is Customer.EXISTING and how.contact is None:
        raise DomainError(_("Choose the customer."), field="contact")
    held = [lead for lead in lock_leads(actor=actor, leads=leads) if is_convertible(lead)]
    describe_many("Made an opportunity of a lead", "Made opportunities of %(count)d leads", count=len(held))
    order = {lead.pk: place for place, lead in enumerate(leads)}
    held.sort(key=lambda lead: order[lead.pk])
    if how.merges:
        held = _merged(actor, held)
    for lead in held:
        _convert(actor, lead, how)
    _assign(actor, held, how)
    return held


@transaction.atomic
def merge_and_convert(*, actor: User | None, leads: Sequence[int], how: Conversion) -> Lead:
    """Merge these leads into one, bring that back if it was lost, and make an opportunity of it."""
    merged = merge_leads(actor=actor, leads=leads)
    if merged.status == Status.LOST or not merged.is_active:
        merged = restore_leads(actor=actor, leads=[merged])[0]
    if merged.type == LeadType.LEAD:
        return convert_leads(actor=actor, leads=[merged], how=how)[0]
    if how.replaces or merged.salesperson_id is None:
        _assign(actor, [merged], how)
    return merged


def is_convertible(lead: Lead) -> bool:
    """Whether the lead is still one, and neither won, lost nor archived."""
    return lead.type == LeadType.LEAD and lead.status == Status.OPEN and lead.is_active


def _merged(actor: User | None, leads: Sequence[Lead]) -> list[Lead]:
    done: set[int] = set()
    kept: list[Lead] = []
    for lead in leads:
        if lead.pk in done:
            continue
        same = duplicates_of(user=actor, email=lead.email, contact=lead.contact)
        ids = {lead.pk, *same.values_list("pk", flat=True)}
        done |= ids
        kept.append(merge_leads(actor=actor, leads=sorted(ids)) if len(ids) > 1 else lead)
    return kept


def _convert(actor: User | None, lead: Lead, how: Conversion) -> None:
    contact = _customer(actor, lead, how)
    if contact is not None and contact.pk != lead.contact_id:
        for name, value in copied_from(contact).items():
            # What the lead already says stays: the customer only fills what is missing.
            if not getattr(lead, name):
                setattr(lead, name, value)
        lead.contact = contact
    if lead.type == LeadType.LEAD:
        lead.type, lead.converted_at = LeadType.OPPORTUNITY, clock.now()
        if lead.status == Status.OPEN:
            lead.probability = Decimal(lead.stage.probability)
    derive(lead, Organisation.current())
    lead.save(
        update_fields=[
            "contact", "company_name", "contact_name", "job_position", "email", "phone", "mobile", "website",
            "street", "street2", "city", "state", "postcode", "country", "language",
            "type", "converted_at", "probability", *DERIVED,
        ]
    )  # fmt: skip


def _customer(actor: User | None, lead: Lead, how: Conversion) -> Contact | None:
    if how.customer is Customer.NONE:
        return None
    if how.customer is Customer.EXISTING:
        return how.contact
    known = find_customer(lead, by_name=False) if how.customer is Customer.KNOWN_OR_NEW else None
    return known or create_customer(actor=actor, lead=lead, salesperson=how.salespeople[0] if how.salespeople else None)


def _assign(actor: User | None, leads: Sequence[Lead], how: Conversion) -> None:
    """Deal the salespeople in turn: the first lead to the first, and so on round."""
    given: list[Lead] = []
    for place, lead in enumerate(leads):
        if how.salespeople and (how.replaces or lead.salesperson_id is None):
            salesperson = how.salespeople[place % len(how.salespeople)]
            if salesperson.pk != lead.salesperson_id:
                lead.salesperson, lead.assigned_at = salesperson, clock.now()
                given.append(lead)
                lead.team = propose_team(salesperson=salesperson, current=lead.team, lead_type=lead.type)
        if how.team is not None and (how.replaces or lead.team_id is None or lead in given):
            lead.team = how.team
    Lead.objects.bulk_update(leads, ("salesperson", "assigned_at", "team"), batch_size=500)
    tell_salespersons(actor, given)
