"""Writing a request, running it, and taking back what it brought."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.deleting import delete_record
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.proposing import propose_team
from filon.history.services import recording
from filon.history.services.undoing import Undo, undo
from filon.leadmining import policies
from filon.leadmining.choices import PersonFilter, RequestState, SearchType
from filon.leadmining.industries import industry
from filon.leadmining.models import MiningRequest
from filon.leadmining.roles import ContactRole
from filon.organisation.models import Country, Organisation, Subdivision, Tag
from filon.teams.models import Team

MOST_LEADS, MOST_CONTACTS = 200, 5
_LINKS = ("countries", "states", "tags")


class RequestValues(TypedDict, total=False):
    """What may be said about a request; what is left out stays as it is."""

    lead_count: int
    search_type: str
    countries: Sequence[Country]
    states: Sequence[Subdivision]
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
    contact_filter: str
    role: str
    other_roles: list[str]
    seniority: str
    lead_type: str
    team: Team | None
    salesperson: User | None
    tags: Sequence[Tag]


def starting_values(user: User) -> RequestValues:
    """What a new request begins with: our country, leads for oneself and one's team."""
    ours = Organisation.current()
    lead_type = LeadType.LEAD if ours.uses_leads else LeadType.OPPORTUNITY
    return {
        "lead_count": 3,
        "search_type": SearchType.COMPANIES,
        "contact_filter": PersonFilter.ROLE,
        "contact_count": MOST_CONTACTS,
        "size_min": 1,
        "size_max": 1000,
        "countries": [ours.country],
        "lead_type": lead_type,
        "salesperson": user,
        "team": propose_team(salesperson=user, current=None, lead_type=lead_type),
        "active_only": True,
    }


@transaction.atomic
def create_request(*, actor: User, **values: Unpack[RequestValues]) -> MiningRequest:
    """Keep a new request as a draft. DomainError names each field that cannot be understood."""
    if not actor.is_active:
        raise NotAllowed(_("Your account is not active."))
    recording.describe(gettext_noop("Wrote a lead-mining request"))
    request = MiningRequest(created_by=actor)
    merged: dict[str, Any] = {**starting_values(actor), **values}
    links = _assign(request, merged)
    _check(request, links)
    MiningRequest.objects.bulk_create_records([request])
    _link(request, links)
    return request


@transaction.atomic
def update_request(*, actor: User, request: MiningRequest, **values: Unpack[RequestValues]) -> MiningRequest:
    """Change a request that has not run yet."""
    _require(actor, request)
    request = _locked(request)
    recording.describe(gettext_noop("Changed a lead-mining request"))
    links = _assign(request, dict(values))
    _check(request, links)
    request.state, request.error = RequestState.DRAFT, ""
    request.save()
    _link(request, links)
    return request


@transaction.atomic
def submit_request(*, actor: User, request: MiningRequest) -> MiningRequest:
    """Let a request run; whoever calls enqueues the job. It gets its number now. Conflict when it ran already."""
    _require(actor, request)
    request = _locked(request)
    _check(request, {"countries": list(request.countries.all()), "states": list(request.states.all())})
    recording.describe(gettext_noop("Sent a lead-mining request"))
    request.number = request.number or next_number()
    request.state, request.error, request.left, request.excluded = RequestState.RUNNING, "", [], {}
    request.progress = 0
    request.save()
    return request


@transaction.atomic
def copy_request(*, actor: User, request: MiningRequest) -> MiningRequest:
    """The same request anew, as a draft: to run it again for more."""
    _require(actor, request)
    plain = [name for name in RequestValues.__annotations__ if name not in _LINKS]
    values: dict[str, Any] = {name: getattr(request, name) for name in plain}
    values |= {name: list(getattr(request, name).all()) for name in _LINKS}
    return create_request(actor=actor, **values)


@transaction.atomic
def delete_request(*, actor: User, request: MiningRequest) -> None:
    """Delete a request; the leads that it brought stay."""
    _require(actor, request)
    if request.state == RequestState.RUNNING:
        raise Conflict(_("This request is under way."))
    recording.describe(gettext_noop("Deleted a lead-mining request"))
    delete_record(request)


def take_back(*, actor: User, request: MiningRequest) -> Undo:
    """Undo what a request brought. A lead that somebody has worked on since stays and is named."""
    _require(actor, request)
    if request.change_set is None:
        raise Conflict(_("This request has brought nothing that could be taken back."))
    return undo(request.change_set, actor)


def leads_of(request: MiningRequest, user: User) -> tuple[list[Lead], int, int]:
    """The leads of a request that the user may see, how many there are, and how many of them were won."""
    rows = Lead.objects.visible_to(user).filter(record__origins__request=request)
    shown = list(rows.select_related("stage", "salesperson").order_by("pk")[:200])
    return shown, len(shown), sum(lead.status == Status.WON for lead in shown)


def worth_of(requests: Iterable[int]) -> tuple[int, Decimal]:
    """How many of the leads of these requests were won, and for how much in the company's currency."""
    won = Lead.objects.filter(record__origins__request__in=list(requests), status=Status.WON).distinct()
    figures = Lead.objects.filter(pk__in=won.values("pk")).aggregate(n=Count("pk"), worth=Sum("expected_revenue_base"))
    return figures["n"], figures["worth"] or Decimal(0)


def _require(actor: User, request: MiningRequest) -> None:
    if not policies.may_change(actor, request):
        raise NotAllowed(_("This request is another colleague's."))


def _locked(request: MiningRequest) -> MiningRequest:
    """The request as it is now, held against others; only a draft or one that failed may change or run."""
    request = MiningRequest.objects.select_for_update().get(pk=request.pk)
    if request.state in (RequestState.RUNNING, RequestState.DONE):
        raise Conflict(_("This request has run already. Copy it to run it again."))
    return request


def _assign(request: MiningRequest, values: dict[str, Any]) -> dict[str, Any]:
    """Put plain values on the request, and return those that are links to other rows."""
    links = {name: list(values.pop(name)) for name in _LINKS if name in values}
    for name, value in values.items():
        setattr(request, name, value)
    return links


def _link(request: MiningRequest, links: dict[str, Any]) -> None:
    for name, rows in links.items():
        getattr(request, name).set(rows)


def _check(request: MiningRequest, links: dict[str, Any]) -> None:
    """Tidy numbers as people mean them, and raise DomainError with a sentence for each wrong field."""
    request.lead_count = min(max(request.lead_count, 1), MOST_LEADS)
    request.contact_count = min(max(request.contact_count, 1), MOST_CONTACTS)
    request.size_min = max(request.size_min, 1)
    request.size_max = max(request.size_max, request.size_min)
    request.text = " ".join(request.text.split())
    countries = links.get("countries", list(request.countries.all()) if request.pk else [])
    states = links.get("states", list(request.states.all()) if request.pk else [])
    codes = {country.pk for country in countries}
    strange = next((state for state in states if state.country_id not in codes), None)
    unknown = next((slug for slug in request.industries if industry(slug) is None), "")
    by_role = request.contact_filter == PersonFilter.ROLE
    asks_people = request.search_type == SearchType.PEOPLE
    faults = {
        "countries": "" if countries else _("Choose a country."),
        "states": _("%(county)s is not in the countries chosen.") % {"county": strange.name} if strange else "",
        "industries": _("“%(industry)s” is no industry.") % {"industry": unknown} if unknown else _chosen(request),
        "role": _("Choose a role.") if asks_people and by_role and not request.role else "",
        "other_roles": "" if set(request.other_roles) <= set(ContactRole.values) else _("Choose from the list."),
        "seniority": _("Choose a seniority.") if asks_people and not by_role and not request.seniority else "",
    }
    errors = {name: text for name, text in faults.items() if text}
    if errors:
        raise DomainError(errors=errors)


def _chosen(request: MiningRequest) -> str:
    return "" if request.industries else _("Choose an industry.")


def next_number() -> str:
    """The number of the request that runs next: LMR001, LMR002, …"""
    last = MiningRequest.objects.filter(number__startswith="LMR").order_by("-number").values_list("number", flat=True)
    highest = max((int(number[3:]) for number in last[:1] if number[3:].isdecimal()), default=0)
    return f"LMR{highest + 1:03d}"
