"""Running a request: companies that fit and are new to us become leads, in one change-set that can be undone."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_noop, override

from filon.chatter.services.posting import post_notes
from filon.core import clock
from filon.crm.models import Lead
from filon.crm.services.creating import create_leads
from filon.crm.services.values import LeadValues
from filon.history.choices import Kind
from filon.history.services import recording
from filon.leadmining.choices import RequestError, RequestState, SearchType
from filon.leadmining.directory.company import PERSONS_IN_BUSINESS, Company, Hit
from filon.leadmining.models import Dataset, MiningRequest, Origin
from filon.leadmining.providers import searchers
from filon.leadmining.providers.local import datasets
from filon.leadmining.services.excluding import excluded
from filon.leadmining.services.querying import counted_by, query_of
from filon.leadmining.services.telling import note_about
from filon.organisation.models import Country, Organisation, Subdivision

_BATCH = 200
_MOST_BATCHES = 250


@dataclass
class Gathered:
    """The companies that became ours, and why others did not."""

    hits: list[Hit] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def mine(request: MiningRequest) -> list[Lead]:
    """Make the leads that a request asks for, and write on it how it went. Fewer than asked for is no error.

    Looking for companies may take long and is no part of the transaction: it tells how far it is.
    """
    request = MiningRequest.objects.get(pk=request.pk)
    if request.state != RequestState.RUNNING:
        return []
    return _settled(request, _gather(request))


@transaction.atomic
def _settled(request: MiningRequest, gathered: Gathered) -> list[Lead]:
    request = MiningRequest.objects.select_for_update().get(pk=request.pk)
    recording.describe(gettext_noop("Ran a lead-mining request"))
    _leave_out_what_came_since(gathered)
    leads, change_set = list[Lead](), None
    if gathered.hits:
        # Apart from what the request itself says, so that the leads can be taken back without waking the request.
        with recording.apart(request.created_by, Kind.JOB, gettext_noop("Mined leads")):
            leads = _made(request, gathered.hits)
            change_set = recording.ensure()
    request.found, request.excluded = len(leads), dict(gathered.reasons)
    request.ran_at, request.state, request.error = clock.now(), RequestState.DONE, ""
    if not leads:
        request.state, request.error = _failure(gathered)
        request.left = counted_by(query_of(request), with_steps=True).left
    request.change_set = change_set
    request.save()
    return leads


@transaction.atomic
def note_failure(request_id: int) -> None:
    """Write on a request that it stopped on an error, so that whoever waits for it can send it again."""
    running = MiningRequest.objects.filter(pk=request_id, state=RequestState.RUNNING)
    running.update(state=RequestState.ERROR, error=RequestError.FAILED)


def _leave_out_what_came_since(gathered: Gathered) -> None:
    """Another request may have taken the same companies meanwhile; from here on others wait."""
    list(Dataset.objects.select_for_update().filter(pk__in={hit.dataset_id for hit in gathered.hits}).order_by("pk"))
    reasons = excluded(gathered.hits)
    gathered.reasons.update(reasons.values())
    gathered.hits = [hit for place, hit in enumerate(gathered.hits) if place not in reasons]


def _failure(gathered: Gathered) -> tuple[str, str]:
    """As what a request without leads ends: it stays a draft that can be widened, or says what is missing."""
    if not datasets():
        return RequestState.ERROR, RequestError.NO_DIRECTORY
    if gathered.reasons:
        return RequestState.ERROR, RequestError.ALL_EXCLUDED
    return RequestState.DRAFT, RequestError.NO_RESULT


def _gather(request: MiningRequest) -> Gathered:
    """As many new companies as are wanted, each once even when several datasets know it."""
    gathered, seen = Gathered(), set[str]()
    query = query_of(request)
    for provider in searchers():
        offered = provider.pick(query, seed=request.pk)
        for batch in itertools.islice(_batches(offered), _MOST_BATCHES):
            reasons = excluded(batch)
            gathered.reasons.update(reasons.values())
            for place, hit in enumerate(batch):
                keys = _keys(hit.company)
                if place in reasons or seen & keys:
                    continue
                seen |= keys
                gathered.hits.append(hit)
                if len(gathered.hits) == request.lead_count:
                    return gathered
            with transaction.atomic():
                MiningRequest.objects.filter(pk=request.pk).update(progress=len(gathered.hits))
    return gathered


def _keys(company: Company) -> set[str]:
    """By what a company is the same one in two datasets."""
    return {company.vat, company.domain, company.lei, f"{company.country} {company.name_key}"} - {""}


def _batches(hits: Iterator[Hit]) -> Iterator[list[Hit]]:
    while batch := list(itertools.islice(hits, _BATCH)):
        yield batch


def _made(request: MiningRequest, hits: list[Hit]) -> list[Lead]:
    """The leads of these companies, with a note and an origin each."""
    known = Dataset.objects.in_bulk({hit.dataset_id for hit in hits})
    countries = Country.objects.in_bulk({hit.company.country for hit in hits})
    states = Subdivision.objects.in_bulk({hit.company.state for hit in hits})
    tags = list(request.tags.all())
    items = [_values(request, hit, countries, states) for hit in hits]
    filled = [_filled(item) for item in items]
    for item in items:
        item["tags"] = tags
    leads = create_leads(actor=request.created_by, items=items)
    Origin.objects.bulk_create(
        origin_of(hit, lead.pk, fields, request) for lead, hit, fields in zip(leads, hits, filled, strict=True)
    )
    with override(Organisation.current().language):
        notes = {lead.pk: note_about(hit, known[hit.dataset_id]) for lead, hit in zip(leads, hits, strict=True)}
    post_notes(actor=request.created_by, notes=notes)
    return leads


def origin_of(hit: Hit, record_id: int, fields: list[str], request: MiningRequest | None = None) -> Origin:
    """Where a record's values come from, not saved."""
    company = hit.company
    return Origin(
        record_id=record_id,
        dataset_id=hit.dataset_id,
        request=request,
        source_key=company.source_key[:100],
        licence=company.licence[:100],
        fields=fields,
        vat=company.vat[:20],
        domain=company.domain[:200],
        lei=company.lei[:20],
        has_person="contact_name" in fields or company.legal_form.upper() in PERSONS_IN_BUSINESS,
    )


def company_values(company: Company, countries: dict[str, Country], states: dict[str, Subdivision]) -> LeadValues:
    """What a lead takes from a company; only what is known."""
    state = states.get(company.state)
    values: LeadValues = {
        "company_name": company.name[:200],
        "email": company.email[:254],
        "phone": company.phone[:40],
        "website": company.website[:200] or (f"https://{company.domain}" if company.domain else ""),
        "street": company.street[:200],
        "city": company.city[:100],
        "postcode": company.postcode[:20],
        "country": countries.get(company.country),
        "state": state if state and state.country_id == company.country else None,
    }
    return values


def _values(
    request: MiningRequest, hit: Hit, countries: dict[str, Country], states: dict[str, Subdivision]
) -> LeadValues:
    values = company_values(hit.company, countries, states)
    values["name"], values["type"] = hit.company.name[:300], request.lead_type
    values["team"], values["salesperson"] = request.team, request.salesperson
    people = hit.people[: request.contact_count] if request.search_type == SearchType.PEOPLE else ()
    if people:
        first = people[0]
        values["contact_name"], values["job_position"] = first.full_name[:200], first.title[:100]
        values["email"], values["phone"] = first.email or values["email"], first.phone or values["phone"]
    return values


def _filled(values: LeadValues) -> list[str]:
    """Which fields came from the directory."""
    ours = {"name", "type", "team", "salesperson", "tags"}
    return [name for name, value in values.items() if name not in ours and value not in ("", None)]
