"""Contacts: companies and people."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved, resolved_many
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.schemas import Language, Moment, Related, RelatedCode, RelatedMany, Short
from filon.contacts.models import Contact
from filon.contacts.services import editing
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
    """A company or a person."""

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
    salesperson: Related
    active: bool
    created_at: Moment


class ContactIn(Incoming):
    """What may be said about a contact."""

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
    salesperson: int | None = None
    active: bool = True


def rows(user: User) -> Rows:
    """The contacts that a user may see."""
    return Contact.objects.visible_to(user)


def serialised(contacts: Sequence[Contact]) -> list[Json]:
    """Contacts as JSON objects, in two queries at most."""
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
            "active": contact.is_active,
        }
        for contact in contacts
    ]


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
    """Add a contact."""
    return create_resolved(user, resolved(values, related_rows(user)))


def create_many(user: User, items: list[Json]) -> list[Contact]:
    """Add many contacts, all or none; the first that cannot be added is named by its index."""
    return each(resolved_many(items, related_rows(user)), lambda item: create_resolved(user, item))


def create_resolved(user: User, values: Json) -> Contact:
    """Add a contact whose relations are rows already."""
    active = values.pop("active", True)
    contact = editing.create_contact(actor=user, **values)
    return contact if active else _switched(contact, user, active=False)


def change(contact: Contact, user: User, values: Json) -> Contact:
    """Change what `values` name."""
    active = values.pop("active", contact.is_active)
    if values:
        contact = editing.update_contact(actor=user, contact=contact, **resolved(values, related_rows(user)))
    return contact if active == contact.is_active else _switched(contact, user, active=active)


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
    )
    matches = find_similar(user=user_of(request), to=to)
    items = [{"id": found.contact.pk, "name": found.contact.name, "why": found.why} for found in matches]
    return json_answer({"items": items})


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


def routes() -> Router:
    """The routes of contacts."""
    router = Router(tags=["contacts"])
    router.add_api_operation("/contacts/similar", ["GET"], similar, summary="Contacts that may be the same")
    mount(router, RESOURCE)
    return router
