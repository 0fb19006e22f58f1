"""Contacts: companies and people."""

from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json, Problem, fault
from filon.api.references import resolved, resolved_many
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.messages import mount_messages
from filon.api.v1.schemas import Language, Moment, Related, RelatedCode, RelatedMany, Short
from filon.contacts.models import Contact, ContactPoint, PointKind
from filon.contacts.services import editing, merging, queueing
from filon.contacts.services.bouncing import bounces_of
from filon.contacts.services.cards import cards
from filon.contacts.services.finding import Match
from filon.contacts.services.points import FIELDS
from filon.contacts.services.similar import described
from filon.contacts.services.similar import similar as find_similar
from filon.history.services.reading import etag
from filon.organisation.models import Country, Subdivision, Tag
from filon.search.services.querying import matching

PLAIN = (
    "name",
    "is_company",
    "job_position",
    "email",
    "phone",
    "mobile",
    "website",
    "street",
    "street2",
    "city",
    "postcode",
    "vat",
    "registration_number",
    "language",
    "notes",
    "created_at",
)


class ContactOut(Schema):
    """A company or a person. `email_bounces`: messages that came back from its address since it last wrote to us."""

    id: int
    name: str
    is_company: bool
    company: Related
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
    vat: str
    registration_number: str
    language: str
    notes: str
    tags: RelatedMany
    other_emails: list[str]
    other_phones: list[str]
    salesperson: Related
    active: bool
    created_at: Moment
    email_bounces: int


class ContactIn(Incoming):
    """What may be said about a contact.

    One that may be known already is refused (409) unless `allow_similar` or `?force=true`.
    """

    name: Short = ""
    is_company: bool = False
    company: int | None = None
    job_position: Short = ""
    email: Short = ""
    phone: Short = ""
    mobile: Short = ""
    website: Short = ""
    street: Short = ""
    street2: Short = ""
    city: Short = ""
    state: str | None = None
    postcode: Short = ""
    country: str | None = None
    vat: Short = ""
    registration_number: Short = ""
    language: Language = ""
    notes: str = ""
    tags: list[int] = []
    other_emails: list[Short] | None = None
    other_phones: list[Short] | None = None
    salesperson: int | None = None
    active: bool = True
    allow_similar: bool = False


def rows(user: User) -> Rows:
    """The contacts that a user may see."""
    return Contact.objects.visible_to(user)


def serialised(contacts: Sequence[Contact]) -> list[Json]:
    """Contacts as JSON objects, in four queries at most."""
    bounces = bounces_of(contact.email_normalised for contact in contacts)
    points = _points([contact.pk for contact in contacts])
    tags = many_to_many_ids(Contact.tags.through, "contact_id", "tag_id", [contact.pk for contact in contacts])
    return [
        {
            "id": contact.pk,
            **{name: getattr(contact, name) for name in PLAIN},
            "company": contact.company_id,
            "state": contact.state_id,
            "country": contact.country_id,
            "salesperson": contact.salesperson_id,
            "tags": tags[contact.pk],
            **points[contact.pk],
            "active": contact.is_active,
            "email_bounces": bounces.get(contact.email_normalised, 0),
        }
        for contact in contacts
    ]


def _points(ids: Sequence[int]) -> dict[int, Json]:
    found: dict[int, Json] = {pk: {"other_emails": [], "other_phones": []} for pk in ids}
    for pk, kind, value in ContactPoint.objects.filter(contact__in=ids).values_list("contact", "kind", "value"):
        found[pk][FIELDS[PointKind(kind)]].append(value)
    return found


class Merge(Incoming):
    """Which records become one, which of them stays (else the most trusted), and from which a field comes."""

    ids: list[int]
    kept: int | None = None
    choices: dict[str, int] = {}


class Verdict(Incoming):
    """What is thought of two records: `different`, `later`, or `open` again."""

    first: int
    second: int
    verdict: Literal["different", "later", "open"]


def merge(request: HttpRequest, payload: Merge) -> HttpResponse:
    """Make one of several contacts."""
    user = user_of(request)
    contact = merging.merge_contacts(actor=user, contacts=payload.ids, kept=payload.kept, choices=payload.choices)
    return RESOURCE.answer(request, contact)


def duplicates(request: HttpRequest, kind: Literal["contact", "lead"] = "contact") -> HttpResponse:
    """The likeliest pairs of records that may be one, and that the user sees."""
    found = queueing.lines(user_of(request), kind)
    items = [
        {"first": line.first.pk, "second": line.second.pk, "why": line.why, "later": line.is_later} for line in found
    ]
    return json_answer({"items": items})


def judge(request: HttpRequest, payload: Verdict, kind: Literal["contact", "lead"] = "contact") -> HttpResponse:
    """Remember what is thought of two records."""
    pair = queueing.judge_pair(
        actor=user_of(request), kind=kind, first=payload.first, second=payload.second, verdict=payload.verdict
    )
    return json_answer({"first": pair.first_id, "second": pair.second_id, "verdict": pair.verdict})


def related_rows(user: User) -> dict[str, Rows]:
    """Where the ids that a contact refers to are looked up."""
    return {
        "company": rows(user),
        "state": Subdivision.objects.all(),
        "country": Country.objects.all(),
        "salesperson": User.objects.active(),
        "tags": Tag.objects.all(),
    }


def create(user: User, values: Json) -> Contact:
    """Add a contact, unless it may be known already: then 409 with the candidates."""
    if not values.pop("allow_similar", False):
        require_new(user, values)
    return create_resolved(user, resolved(values, related_rows(user)))


def require_new(user: User, values: Json) -> None:
    """Refuse (409), naming the candidates, what may be known already."""
    to = described(
        name=values.get("name", ""),
        is_company=values.get("is_company", False),
        emails=[values.get("email", ""), *(values.get("other_emails") or [])],
        phones=[values.get("phone", ""), values.get("mobile", ""), *(values.get("other_phones") or [])],
        vat=values.get("vat", ""),
        website=values.get("website", ""),
        country=values.get("country") or "",
        registration=values.get("registration_number", ""),
    )
    if found := find_similar(user=user, to=to):
        raise known_already(candidates(found))


def known_already(found: list[Json]) -> Problem:
    """The refusal of what may be known already, with the candidates."""
    text = _("It may be known already. Add ?force=true to add it all the same.")
    return Problem(409, [fault("", text)], {"candidates": found})


def candidates(found: Sequence[Match]) -> list[Json]:
    """Contacts that may be the same, each with why."""
    return [{"id": match.contact.pk, "name": match.contact.name, "why": match.why} for match in found]


def create_many(user: User, items: list[Json]) -> list[Contact]:
    """Add many contacts, all or none; the first that cannot be added is named by its index."""
    return each(resolved_many(items, related_rows(user)), lambda item: create_resolved(user, item))


def create_resolved(user: User, values: Json) -> Contact:
    """Add a contact whose relations are rows already."""
    active = values.pop("active", True)
    values = _said(values)
    contact = editing.create_contact(actor=user, **values)
    return contact if active else _switched(contact, user, active=False)


def change(contact: Contact, user: User, values: Json) -> Contact:
    """Change what `values` name."""
    active = values.pop("active", contact.is_active)
    values = _said(values)
    if values:
        contact = editing.update_contact(actor=user, contact=contact, **resolved(values, related_rows(user)))
    return contact if active == contact.is_active else _switched(contact, user, active=active)


def _said(values: Json) -> Json:
    """Without what is no field of a contact, and without lists that were left out."""
    lists = ("other_emails", "other_phones")
    return {
        name: value for name, value in values.items()
        if name != "allow_similar" and not (name in lists and value is None)
    }  # fmt: skip


def _switched(contact: Contact, user: User, *, active: bool) -> Contact:
    (editing.restore_contact if active else editing.archive_contact)(actor=user, contact=contact)
    return contact


def remove(contact: Contact, user: User) -> None:
    """Delete a contact that nothing refers to."""
    editing.delete_contact(actor=user, contact=contact)


def similar(request: HttpRequest) -> HttpResponse:
    """Contacts that may be the same as the one described in the query string, each with why."""
    asked = request.GET
    to = described(
        name=asked.get("name", ""),
        is_company=asked.get("is_company", "") == "true",
        emails=asked.getlist("email"),
        phones=asked.getlist("phone"),
        vat=asked.get("vat", ""),
        website=asked.get("website", ""),
        country=asked.get("country", ""),
        registration=asked.get("registration_number", ""),
    )
    matches = find_similar(user=user_of(request), to=to)
    return json_answer({"items": candidates(matches)})


RESOURCE = Resource(
    name="contacts",
    rows=rows,
    serialised=serialised,
    outgoing=ContactOut,
    incoming=ContactIn,
    listing=Listing(
        filters={
            "name": Filter("name"),
            "is_company": Filter("is_company", "flag"),
            "company": Filter("company", "integer"),
            "email": Filter("email_normalised"),
            "country": Filter("country"),
            "state": Filter("state"),
            "city": Filter("city"),
            "vat": Filter("vat"),
            "salesperson": Filter("salesperson", "integer"),
            "tags": Filter("tags", "integer"),
            "created_at": Filter("created_at", "moment"),
        },
        order={"id": "pk", "name": "sort_key", "created_at": "created_at"},
        archive="is_active",
        search=matching,
    ),
    relations={
        "company": Relation(Contact),
        "state": Relation(Subdivision),
        "country": Relation(Country),
        "salesperson": Relation(User),
        "tags": Relation(Tag),
    },
    create=create,
    create_many=create_many,
    change=change,
    remove=remove,
    etag=lambda contact: etag(contact.pk),
)


def card(request: HttpRequest, key: int) -> HttpResponse:
    """A contact as a vCard 3.0."""
    contact = RESOURCE.one(request, key)
    return HttpResponse("".join(cards([contact])), content_type="text/vcard; charset=utf-8")


def routes() -> Router:
    """The routes of contacts."""
    router = Router(tags=["contacts"])
    router.add_api_operation("/contacts/similar", ["GET"], similar, summary="Contacts that may be the same")
    add = router.add_api_operation
    add("/contacts/merge", ["POST"], merge, response=ContactOut, summary="Make one of several contacts")
    add("/contacts/{int:key}/card", ["GET"], card, summary="A contact as a vCard")
    add("/duplicates", ["GET"], duplicates, summary="Pairs of records that may be one")
    add("/duplicates", ["POST"], judge, summary="Say what two records are to each other")
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    return router
