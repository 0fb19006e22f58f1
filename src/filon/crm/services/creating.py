"""Creating leads and opportunities."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
from filon.crm.models import Lead, Stage
from filon.crm.services.copying import copied_from
from filon.crm.services.deriving import derive
from filon.crm.services.entering import enter_stage
from filon.crm.services.proposing import first_stage, propose_team
from filon.crm.services.sharing import SHARED, share_with_contact
from filon.crm.services.telling import tell_salespersons
from filon.crm.services.values import LeadValues, check
from filon.history.services.recording import describe, describe_many
from filon.organisation.models import Organisation, Tag
from filon.teams.models import Team


@dataclass(frozen=True)
class NewContact:
    """A customer typed where none was found; he becomes a company unless the lead names a person there."""

    name: str
    email: str = ""
    phone: str = ""
    is_company: bool | None = None


class WrongItem(DomainError):
    """One of many leads cannot be added; `index` says which, counting from 0."""

    def __init__(self, index: int, error: DomainError) -> None:
        super().__init__(errors=error.errors)
        self.index = index


@dataclass
class Proposals:
    """The teams and first stages that were proposed so far: many new leads ask for the same ones."""

    teams: dict[tuple[int | None, str], Team | None] = field(default_factory=dict)
    stages: dict[int | None, Stage] = field(default_factory=dict)

    def team(self, salesperson: User | None, lead_type: str) -> Team | None:
        """The team for a new lead of this salesperson."""
        key = (salesperson.pk if salesperson else None, lead_type)
        if key not in self.teams:
            self.teams[key] = propose_team(salesperson=salesperson, current=None, lead_type=lead_type)
        return self.teams[key]

    def stage(self, team_id: int | None) -> Stage:
        """The stage where a new lead of this team stands."""
        if team_id not in self.stages:
            self.stages[team_id] = first_stage(team_id)
        return self.stages[team_id]


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
    tags, said = values.pop("tags", []), [name for name in SHARED if values.get(name)]
    lead = _ready(actor, values, Organisation.current(), Proposals())
    Lead.objects.bulk_create_records([lead])
    share_with_contact(actor=actor, lead=lead, names=said)
    if tags:
        lead.tags.set(tags)
    tell_salespersons(actor, [lead])
    return lead


@transaction.atomic
def create_leads(*, actor: User | None, items: Sequence[LeadValues]) -> list[Lead]:
    """Add many leads in a few statements, all or none; WrongItem names the first that cannot be added."""
    policies.require_work(actor)
    describe_many("Created an opportunity", "Created %(count)d opportunities", count=len(items))
    ours, proposals, leads, tags = Organisation.current(), Proposals(), list[Lead](), list[list[Tag]]()
    for index, item in enumerate(items):
        tags.append(item.pop("tags", []))
        try:
            leads.append(_ready(actor, item, ours, proposals))
        except DomainError as error:
            raise WrongItem(index, error) from error
    Lead.objects.bulk_create_records(leads)
    link = Lead.tags.through
    link.objects.bulk_create(
        [link(lead_id=lead.pk, tag_id=tag.pk) for lead, own in zip(leads, tags, strict=True) for tag in {*own}]
    )
    return leads


def _ready(actor: User | None, values: LeadValues, ours: Organisation, proposals: Proposals) -> Lead:
    """A lead that can be stored."""
    lead = _composed(actor, values, proposals)
    check(lead, ours, {"name", *values})
    derive(lead, ours)
    return lead


def _add_contact(actor: User | None, typed: NewContact, values: LeadValues) -> Contact:
    is_company = typed.is_company if typed.is_company is not None else not values.get("contact_name")
    try:
        return create_contact(actor=actor, name=typed.name, email=typed.email, phone=typed.phone, is_company=is_company)
    except DomainError as error:
        raise DomainError(errors={f"contact_{field}": text for field, text in error.errors.items()}) from error


def _composed(actor: User | None, values: LeadValues, proposals: Proposals) -> Lead:
    """The lead, not saved, with what follows from its customer, salesperson and stage."""
    contact = values.get("contact")
    stage, salesperson = values.pop("stage", None), values.pop("salesperson", actor)
    lead = Lead(created_by=actor, salesperson=salesperson, **{**(copied_from(contact) if contact else {}), **values})
    if not lead.name.strip() and contact:
        lead.name = _("Opportunity for %(customer)s") % {"customer": contact.name}
    if "team" not in values:
        lead.team = proposals.team(salesperson, lead.type)
    lead.assigned_at = clock.now() if salesperson else None
    lead.stage = stage or proposals.stage(lead.team_id)
    if "probability" not in values:
        lead.probability = Decimal(lead.stage.probability)
    enter_stage(lead, lead.stage)
    return lead
