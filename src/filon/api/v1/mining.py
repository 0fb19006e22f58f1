"""Lead mining: requests, the datasets that they draw from, and who must not be approached."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Moment, Related, RelatedMany
from filon.contacts.choices import SuppressionKind
from filon.contacts.models import Suppression
from filon.contacts.services.suppressing import allow_again, suppress
from filon.history.services.reading import etag
from filon.leadmining import policies
from filon.leadmining.choices import PersonFilter, RequestError, SearchType
from filon.leadmining.directory.searching import MANY
from filon.leadmining.industries import industries
from filon.leadmining.models import Dataset, MiningRequest, Origin
from filon.leadmining.services import requesting
from filon.leadmining.services.excluding import excluded_among_first
from filon.leadmining.services.querying import preview, query_from
from filon.leadmining.tasks import run_request
from filon.organisation.models import Country, Subdivision, Tag
from filon.teams.models import Team

CALLED = {
    "number_of_leads": "lead_count",
    "employees_min": "size_min",
    "employees_max": "size_max",
    "contacts_per_company": "contact_count",
    "contact_seniority": "seniority",
}
"""What a request's fields are called outside, and within."""
KINDS = {"companies": SearchType.COMPANIES, "companies_with_contacts": SearchType.PEOPLE}
Kind = Literal["companies", "companies_with_contacts"]


class Filters(Schema):
    """What narrows the search, of a request as of a preview."""

    with_unknown_size: bool = False
    has_website: bool = False
    has_email: bool = False
    has_phone: bool = False
    active_only: bool = True
    text: str = ""
    employees_min: int | None = None
    employees_max: int | None = None


PLAIN = ("legal_forms", "lead_type", *(name for name in Filters.model_fields if not name.startswith("employees")))


class MiningRequestOut(Filters):
    """A request. `found` is how many leads it brought; `excluded` why others were not taken; `reason` why none came."""

    id: int
    number: str
    purpose: Literal["add", "update"]
    state: Literal["draft", "running", "done", "error"]
    reason: str
    number_of_leads: int
    kind: Kind
    countries: list[str]
    states: list[str]
    industries: list[str]
    legal_forms: list[str]
    contacts_per_company: int
    contact_roles: list[str]
    contact_seniority: str
    lead_type: Literal["lead", "opportunity"]
    team: Related
    salesperson: Related
    tags: RelatedMany
    found: int
    excluded: dict[str, int]
    leads: list[int]
    ran_at: Moment | None


class MiningRequestIn(Filters, Incoming):
    """What companies are wanted, and for whom. Industries are slugs; countries and states ISO codes.

    Employees narrow only where one of the two numbers is given. The first of the roles is the preferred one.
    """

    number_of_leads: int = 3
    kind: Kind = "companies"
    countries: list[str] = []
    states: list[str] = []
    industries: list[str] = []
    legal_forms: list[str] = []
    contacts_per_company: int = 5
    contact_roles: list[str] = []
    contact_seniority: str = ""
    lead_type: Literal["lead", "opportunity"] = "opportunity"
    team: int | None = None
    salesperson: int | None = None
    tags: list[int] = []


class DatasetOut(Schema):
    """A register in the directory."""

    id: int
    importer: str
    title: str
    status: str
    licence: str
    attribution: str
    source_url: str
    snapshot_date: date | None
    rows: int
    rejected: int
    contains_people: bool
    file_sha256: str
    fill: dict[str, float]
    active: bool


class SuppressionOut(Schema):
    """An objection; the value itself is not kept."""

    id: int
    kind: str
    hint: str
    reason: str
    created_at: Moment


class SuppressionIn(Incoming):
    """Who must not be approached."""

    kind: Literal["email", "domain", "phone", "vat"]
    value: str
    reason: str = ""


def _requests(user: User) -> Rows:
    return MiningRequest.objects.visible_to(user)


def _serialised(requests: Sequence[MiningRequest]) -> list[Json]:
    keys = [request.pk for request in requests]
    links = {
        name: many_to_many_ids(getattr(MiningRequest, name).through, "miningrequest_id", f"{far}_id", keys)
        for name, far in (("countries", "country"), ("states", "subdivision"), ("tags", "tag"))
    }
    leads: dict[int, list[int]] = {key: [] for key in keys}
    for key, lead in Origin.objects.filter(request__in=keys).order_by("pk").values_list("request", "record"):
        leads[key or 0].append(lead)
    return [
        {
            "id": request.pk,
            "number": request.number,
            "state": request.state,
            "purpose": request.purpose,
            "reason": str(RequestError(request.error).label) if request.error else "",
            "kind": next(kind for kind, value in KINDS.items() if value == request.search_type),
            "industries": request.industries,
            **{outside: getattr(request, name) for outside, name in CALLED.items()},
            **({} if request.filters_size else {"employees_min": None, "employees_max": None}),
            "contact_roles": [role for role in (request.role, *request.other_roles) if role],
            **{name: getattr(request, name) for name in PLAIN},
            **{name: found[request.pk] for name, found in links.items()},
            "team": request.team_id,
            "salesperson": request.salesperson_id,
            "found": request.found,
            "excluded": request.excluded,
            "leads": leads[request.pk],
            "ran_at": request.ran_at,
        }
        for request in requests
    ]


def _understood(values: Json) -> Json:
    """What was sent, in the words of the service."""
    values = {CALLED.get(name, name): value for name, value in values.items()}
    if "kind" in values:
        values["search_type"] = KINDS[values.pop("kind")]
    if {"size_min", "size_max"} & values.keys():
        sizes = {name: values.pop(name, None) for name in ("size_min", "size_max")}
        values["filters_size"] = any(size is not None for size in sizes.values())
        values |= {name: size for name, size in sizes.items() if size is not None}
    if roles := values.pop("contact_roles", None):
        values |= {"role": roles[0], "other_roles": roles[1:]}
    if roles is not None or values.get("seniority"):
        values["contact_filter"] = PersonFilter.ROLE if roles else PersonFilter.SENIORITY
    relations: dict[str, Any] = {
        "countries": Country.objects.all(),
        "states": Subdivision.objects.all(),
        "tags": Tag.objects.all(),
        "team": Team.objects.all(),
        "salesperson": User.objects.active(),
    }
    return resolved(values, relations)


REQUESTS = Resource(
    name="mining-requests",
    rows=_requests,
    serialised=_serialised,
    outgoing=MiningRequestOut,
    incoming=MiningRequestIn,
    listing=Listing(filters={"state": Filter("state", "text")}, order={"id": "pk"}),
    relations={"team": Relation(Team), "salesperson": Relation(User), "tags": Relation(Tag)},
    create=lambda user, values: requesting.create_request(actor=user, **_understood(values)),
    change=lambda row, user, values: requesting.update_request(actor=user, request=row, **_understood(values)),
    remove=lambda row, user: requesting.delete_request(actor=user, request=row),
    etag=lambda row: etag(row.pk),
)
DATASETS = Resource(
    name="datasets",
    rows=lambda user: Dataset.objects.all() if policies.may_keep_directory(user) else Dataset.objects.none(),
    serialised=lambda rows: [
        {**{name: getattr(row, name) for name in DatasetOut.model_fields if name not in ("id", "active", "status")},
         "id": row.pk, "active": row.is_active, "status": row.state}
        for row in rows
    ],
    outgoing=DatasetOut,
    listing=Listing(order={"id": "pk", "title": "title"}),
)  # fmt: skip
SUPPRESSIONS = Resource(
    name="suppressions",
    rows=lambda _user: Suppression.objects.all(),
    serialised=lambda rows: [
        {"id": row.pk, "kind": row.kind, "hint": row.hint, "reason": row.reason, "created_at": row.created_at}
        for row in rows
    ],
    outgoing=SuppressionOut,
    incoming=SuppressionIn,
    listing=Listing(filters={"kind": Filter("kind", "text")}, order={"id": "pk"}),
    create=lambda user, values: suppress(actor=user, **{**values, "kind": SuppressionKind(values["kind"])}),
    remove=lambda row, user: allow_again(actor=user, suppression=row),
)


def submit(request: HttpRequest, key: int) -> HttpResponse:
    """Send a request: it runs in the background."""
    subject = REQUESTS.one(request, key)
    sent = requesting.submit_request(actor=user_of(request), request=subject)
    run_request.enqueue(sent.pk)
    return REQUESTS.answer(request, sent, 202)


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Undo what a request brought; what stays is named."""
    result = requesting.take_back(actor=user_of(request), request=REQUESTS.one(request, key))
    return json_answer({"undone": result.undone, "skips": [skip.sentence for skip in result.skips]}, 200)


class Wanted(Filters):
    """The filters of a preview; lists are written with commas."""

    countries: str = ""
    states: str = ""
    industries: str = ""
    legal_forms: str = ""


def show_preview(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """How many companies fit, exact to 10,000; five of them; why of the first 200 some would be left out.

    `steps` says how many each filter leaves when nothing fits.
    """
    lists = {name: _listed(getattr(wanted, name)) for name in ("countries", "states", "industries", "legal_forms")}
    sizes = {"size_min": wanted.employees_min, "size_max": wanted.employees_max}
    query = query_from({**wanted.model_dump(), **lists, **sizes, "filters_size": any(sizes.values())})
    shown = preview(query)
    answer = {
        "count": min(shown.count.total, MANY),
        "is_more": shown.count.is_many,
        "steps": [{"filter": name, "left": left} for name, left in shown.count.left],
        "excluded": excluded_among_first(query),
        "sample": [
            {name: getattr(hit.company, name) for name in ("name", "country", "state", "city", "vat", "website")}
            for hit in shown.sample
        ],
    }
    return json_answer(answer, 200)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def list_industries(request: HttpRequest) -> HttpResponse:
    """The industries that a request may name."""
    return json_answer({"items": [{"slug": one.slug, "name": str(one)} for one in industries()], "next": None}, 200)


def routes() -> Router:
    """The routes of lead mining."""
    router = Router(tags=["lead mining"])
    add = router.add_api_operation
    add(
        "/mining-requests/{int:key}/submit",
        ["POST"],
        submit,
        response={202: MiningRequestOut},
        summary="Send a request",
    )
    add("/mining-requests/{int:key}/take-back", ["POST"], take_back, summary="Take the leads of a request back")
    add("/mining-requests/preview", ["GET"], show_preview, summary="How many companies would fit")
    add("/industries", ["GET"], list_industries, summary="The industries")
    for resource in (REQUESTS, DATASETS, SUPPRESSIONS):
        mount(router, resource)
    return router
