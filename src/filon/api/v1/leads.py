"""Leads and opportunities: their form outside, and where their relations are looked up."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, cast

from django.db.models import Q
from ninja import Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json, Problem, fault
from filon.api.references import resolved, resolved_many
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource
from filon.api.v1.contacts import known_already
from filon.api.v1.schemas import Language, Moment, Money, Name, Related, RelatedCode, RelatedMany, Short
from filon.contacts.models import Contact
from filon.contacts.services.bouncing import bounces_of
from filon.crm.choices import Status
from filon.crm.models import Campaign, Lead, LostReason, Medium, RecurringPlan, Source, Stage
from filon.crm.services import archiving, creating, restoring, updating
from filon.crm.services.duplicates import alike
from filon.crm.services.values import LeadValues
from filon.history.services.reading import etag
from filon.organisation.models import Country, Currency, Subdivision, Tag
from filon.search.services.querying import matching
from filon.teams.models import Team

PLAIN = (
    "type", "name", "company_name", "contact_name", "job_position", "email", "phone", "mobile", "website", "street",
    "street2", "city", "postcode", "language", "expected_revenue", "expected_revenue_base", "prorated_revenue",
    "recurring_revenue", "recurring_revenue_prorated", "recurring_revenue_monthly",
    "recurring_revenue_monthly_prorated", "probability",
    "expected_closing", "priority", "referred_by", "notes", "status", "created_at", "assigned_at",
    "converted_at", "closed_at", "stage_changed_at", "days_to_assign", "days_to_close",
)  # fmt: skip
SINGLE = (
    "contact", "state", "country", "currency", "stage", "team", "salesperson", "campaign", "medium", "source",
    "lost_reason", "created_by", "recurring_plan",
)  # fmt: skip


class LeadOut(Schema):
    """A lead or opportunity. Prorated amounts are times the probability; days are whole days since creation."""

    id: int
    type: Literal["lead", "opportunity"]
    name: str
    contact: Related
    company_name: str
    contact_name: str
    job_position: str
    email: str
    phone: str
    mobile: str
    website: str
    street: str
    street2: str
    city: str
    state: RelatedCode
    postcode: str
    country: RelatedCode
    language: str
    expected_revenue: Decimal | None
    currency: RelatedCode
    expected_revenue_base: Decimal
    prorated_revenue: Decimal | None
    recurring_revenue: Decimal | None
    recurring_plan: Related
    recurring_revenue_prorated: Decimal | None
    recurring_revenue_monthly: Decimal | None
    recurring_revenue_monthly_prorated: Decimal | None
    probability: Decimal
    expected_closing: date | None
    priority: int
    tags: RelatedMany
    stage: Related
    team: Related
    salesperson: Related
    campaign: Related
    medium: Related
    source: Related
    referred_by: str
    notes: str
    lost_reason: Related
    status: Literal["open", "won", "lost"]
    active: bool
    created_at: Moment
    created_by: Related
    assigned_at: Moment | None
    converted_at: Moment | None
    closed_at: Moment | None
    stage_changed_at: Moment
    days_to_assign: int | None
    days_to_close: int | None
    email_bounces: int


class LeadIn(Incoming):
    """What may be said about a lead. Without a `salesperson` it is the token's user's own; null leaves it to take.

    One that may be known already is refused (409) unless `allow_similar` or `?force=true`.
    """

    type: Literal["lead", "opportunity"] = "opportunity"
    name: Name = ""
    contact: int | None = None
    company_name: Short = ""
    contact_name: Short = ""
    job_position: Short = ""
    email: Short = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    mobile: Annotated[str, Field(max_length=40)] = ""
    website: Short = ""
    street: Short = ""
    street2: Short = ""
    city: Annotated[str, Field(max_length=100)] = ""
    state: str | None = None
    postcode: Annotated[str, Field(max_length=20)] = ""
    country: str | None = None
    language: Language = ""
    expected_revenue: Money | None = None
    currency: str = "RON"
    recurring_revenue: Money | None = None
    recurring_plan: int | None = None
    probability: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] = Decimal(0)
    expected_closing: date | None = None
    priority: Annotated[int, Field(ge=0, le=3)] = 0
    tags: list[int] = []
    stage: int = 0
    team: int | None = None
    salesperson: int | None = None
    campaign: int | None = None
    medium: int | None = None
    source: int | None = None
    referred_by: Short = ""
    notes: str = ""
    active: bool = True
    allow_similar: bool = False


def rows(user: User) -> Rows:
    """The leads that a user may see."""
    return Lead.objects.visible_to(user).select_related("recurring_plan")


def serialised(leads: Sequence[Lead]) -> list[Json]:
    """Leads as JSON objects, with two more queries: for the tags, and for addresses from which messages come back."""
    bounces = bounces_of(lead.email_normalised for lead in leads)
    tags = many_to_many_ids(Lead.tags.through, "lead_id", "tag_id", [lead.pk for lead in leads])
    return [
        {
            "id": lead.pk,
            **{name: getattr(lead, name) for name in PLAIN},
            **{name: getattr(lead, f"{name}_id") for name in SINGLE},
            "tags": tags[lead.pk],
            "active": lead.is_active,
            "email_bounces": bounces.get(lead.email_normalised, 0),
        }
        for lead in leads
    ]


def related_rows(user: User) -> Mapping[str, Rows]:
    """Where the ids that a lead refers to are looked up."""
    return {
        "contact": Contact.objects.visible_to(user),
        "state": Subdivision.objects.all(),
        "country": Country.objects.all(),
        "currency": Currency.objects.all(),
        "stage": Stage.objects.all(),
        "team": Team.objects.visible_to(user),
        "salesperson": User.objects.active(),
        "campaign": Campaign.objects.all(),
        "medium": Medium.objects.all(),
        "source": Source.objects.all(),
        "recurring_plan": RecurringPlan.objects.all(),
        "tags": Tag.objects.all(),
    }


def create(user: User, values: Json) -> Lead:
    """Add a lead, unless an open one may be about the same: then 409 with the candidates."""
    if not values.pop("allow_similar", False):
        found = alike(user=user, email=values.get("email", ""), phones=_numbers(values), country=values.get("country"))
        if found:
            raise known_already([{"id": lead.pk, "name": lead.name, "why": why} for lead, why in found])
    return _create_resolved(user, resolved(values, related_rows(user)))


def _numbers(values: Json) -> list[str]:
    return [values.get("phone", ""), values.get("mobile", "")]


def create_many(user: User, items: list[Json]) -> list[Lead]:
    """Add many leads, all or none."""
    active = [item.pop("active", True) for item in items]
    for item in items:
        item.pop("allow_similar", None)
    ready = cast("list[LeadValues]", resolved_many(items, related_rows(user)))
    try:
        leads = creating.create_leads(actor=user, items=ready)
    except creating.WrongItem as error:
        faults = [{**fault(name, text), "index": error.index} for name, text in error.errors.items()]
        raise Problem(error.status, faults) from error
    archiving.archive_leads(actor=user, leads=[lead for lead, kept in zip(leads, active, strict=True) if not kept])
    return leads


def _create_resolved(user: User, values: Json) -> Lead:
    active = values.pop("active", True)
    lead = creating.create_lead(actor=user, **values)
    if not active:
        archiving.archive_leads(actor=user, leads=[lead])
    return lead


def change(lead: Lead, user: User, values: Json) -> Lead:
    """Change what `values` name."""
    values.pop("allow_similar", None)
    active = values.pop("active", lead.is_active)
    if values:
        lead = updating.update_lead(actor=user, lead=lead, **resolved(values, related_rows(user)))
    if active != lead.is_active:
        (restoring.restore_leads if active else archiving.archive_leads)(actor=user, leads=[lead])
    return lead


RELATIONS = {
    "contact": Relation(Contact),
    "state": Relation(Subdivision),
    "country": Relation(Country),
    "currency": Relation(Currency),
    "stage": Relation(Stage),
    "team": Relation(Team),
    "salesperson": Relation(User),
    "campaign": Relation(Campaign),
    "medium": Relation(Medium),
    "source": Relation(Source),
    "recurring_plan": Relation(RecurringPlan),
    "lost_reason": Relation(LostReason),
    "created_by": Relation(User),
    "tags": Relation(Tag),
}

FILTERS = {
    **{name: Filter(name) for name in ("type", "status", "name", "city", "currency", "country", "state")},
    **{name: Filter(name, "integer") for name in RELATIONS if name not in ("state", "country", "currency")},
    "email": Filter("email_normalised"),
    "phone": Filter("phone_e164"),
    "priority": Filter("priority", "integer"),
    "expected_revenue": Filter("expected_revenue", "decimal"),
    "probability": Filter("probability", "decimal"),
    "expected_closing": Filter("expected_closing", "date"),
    **{name: Filter(name, "moment") for name in ("created_at", "closed_at", "assigned_at", "stage_changed_at")},
}

RESOURCE = Resource(
    name="leads",
    rows=rows,
    serialised=serialised,
    outgoing=LeadOut,
    incoming=LeadIn,
    listing=Listing(
        filters=FILTERS,
        order={
            "id": "pk",
            "name": "sort_key",
            "created_at": "created_at",
            "expected_revenue": "expected_revenue_base",
            "expected_closing": "expected_closing",
            "priority": "priority",
        },
        archive="is_active",
        search=matching,
        implied={"status": ~Q(status=Status.LOST)},
    ),
    relations=RELATIONS,
    create=create,
    create_many=create_many,
    change=change,
    remove=lambda lead, user: archiving.delete_leads(actor=user, leads=[lead]),
    etag=lambda lead: etag(lead.pk),
)
