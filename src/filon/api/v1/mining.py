"""Lead mining: requests, the datasets that they draw from, and who must not be approached."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

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
from filon.leadmining.models import Dataset, MiningRequest, Origin
from filon.leadmining.services import requesting
from filon.leadmining.services.querying import preview, query_of
from filon.leadmining.tasks import run_request
from filon.organisation.models import Country, Subdivision, Tag
from filon.teams.models import Team

PLAIN = (
    "lead_count", "search_type", "industries", "legal_forms", "filters_size", "size_min", "size_max",
    "with_unknown_size", "has_website", "has_email", "has_phone", "active_only", "text", "contact_count",
    "contact_filter", "role", "other_roles", "seniority", "lead_type",
)  # fmt: skip


class MiningRequestOut(Schema):
    """A request. `found` is how many leads it brought; `excluded` why others were not taken."""

    id: int
    number: str
    state: Literal["draft", "running", "done", "error"]
    error: str
    lead_count: int
    search_type: Literal["companies", "people"]
    countries: list[str]
    states: list[str]
    industries: list[str]
    legal_forms: list[str]
    filters_size: bool
    size_min: int
    size_max: int
    with_unknown_size: bool
    has_website: bool
    has_email: bool
    has_phone: bool
    active_only: bool
    text: str
    contact_count: int
    contact_filter: Literal["role", "seniority"]
    role: str
    other_roles: list[str]
    seniority: str
    lead_type: Literal["lead", "opportunity"]
    team: Related
    salesperson: Related
    tags: RelatedMany
    found: int
    excluded: dict[str, int]
    leads: list[int]
    ran_at: Moment | None


class MiningRequestIn(Incoming):
    """What companies are wanted, and for whom. Industries are slugs; countries and states ISO codes."""

    lead_count: int = 3
    search_type: Literal["companies", "people"] = "companies"
    countries: list[str] = []
    states: list[str] = []
    industries: list[str] = []
    legal_forms: list[str] = []
    filters_size: bool = False
    size_min: int = 1
    size_max: int = 1000
    with_unknown_size: bool = False
    has_website: bool = False
    has_email: bool = False
    has_phone: bool = False
    active_only: bool = True
    text: str = ""
    contact_count: int = 5
    contact_filter: Literal["role", "seniority"] = "role"
    role: str = ""
    other_roles: list[str] = []
    seniority: str = ""
    lead_type: Literal["lead", "opportunity"] = "opportunity"
    team: int | None = None
    salesperson: int | None = None
    tags: list[int] = []


class DatasetOut(Schema):
    """A register in the directory."""

    id: int
    importer: str
    title: str
    state: str
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
            "error": request.error,
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
        {**{name: getattr(row, name) for name in DatasetOut.model_fields if name not in ("id", "active")},
         "id": row.pk, "active": row.is_active}
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


def run(request: HttpRequest, key: int) -> HttpResponse:
    """Send a request: it runs in the background."""
    subject = REQUESTS.one(request, key)
    sent = requesting.submit_request(actor=user_of(request), request=subject)
    run_request.enqueue(sent.pk)
    return REQUESTS.answer(request, sent, 202)


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Undo what a request brought; what stays is named."""
    result = requesting.take_back(actor=user_of(request), request=REQUESTS.one(request, key))
    return json_answer({"undone": result.undone, "skips": [skip.sentence for skip in result.skips]}, 200)


def count(request: HttpRequest, key: int) -> HttpResponse:
    """How many companies fit, exact to 10,000, and how many each filter leaves when none does."""
    shown = preview(query_of(REQUESTS.one(request, key)))
    steps = [{"filter": name, "left": left} for name, left in shown.count.left]
    return json_answer({"count": min(shown.count.total, 10_000), "is_more": shown.count.is_many, "steps": steps}, 200)


def routes() -> Router:
    """The routes of lead mining."""
    router = Router(tags=["lead mining"])
    add = router.add_api_operation
    add("/mining-requests/{int:key}/run", ["POST"], run, response={202: MiningRequestOut}, summary="Run a request")
    add("/mining-requests/{int:key}/take-back", ["POST"], take_back, summary="Take the leads of a request back")
    add("/mining-requests/{int:key}/count", ["GET"], count, summary="How many companies fit")
    for resource in (REQUESTS, DATASETS, SUPPRESSIONS):
        mount(router, resource)
    return router
