"""Requests that complete existing leads: what the directory has for their empty fields, first shown, then filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.crm.services.updating import update_lead
from filon.history.choices import Kind
from filon.history.services import recording
from filon.leadmining.choices import Purpose, RequestError, RequestState
from filon.leadmining.directory.company import Hit
from filon.leadmining.models import MiningRequest, Origin
from filon.leadmining.providers import Question, searchers
from filon.leadmining.services.enriching import question_about, values_for
from filon.leadmining.services.mining import origin_of
from filon.leadmining.services.requesting import MOST_LEADS, next_number, starting_values

_LINKS = ("countries", "states", "tags")


@dataclass(frozen=True)
class Completion:
    """What the directory adds to one lead: the values of its empty fields; none when it is not surely known."""

    lead: Lead
    hit: Hit | None
    values: dict[str, Any]


def completions(leads: Sequence[Lead]) -> list[Completion]:
    """For each lead what would be filled in. Nothing that stands there is ever replaced."""
    return [_completion(lead) for lead in leads]


def _completion(lead: Lead) -> Completion:
    hit = _surely(question_about(lead))
    if hit is None:
        return Completion(lead, None, {})
    present = {name for name in values_for(lead, hit.company) if getattr(lead, name) not in ("", None)}
    values = {name: value for name, value in values_for(lead, hit.company).items() if value and name not in present}
    if lead.country_id not in (None, hit.company.country):
        values.pop("state", None)  # a county of another country
    return Completion(lead, hit, values)


def _surely(question: Question) -> Hit | None:
    """The one company that it must be: the only one of the fiscal code, else of the domain, else of the name."""
    for narrow in (Question(vat=question.vat), Question(domain=question.domain), Question(name=question.name)):
        hits = [hit for provider in searchers() for hit in provider.look_up(narrow)] if not narrow.is_empty else []
        if hits:
            same = {(hit.company.country, hit.company.vat or hit.company.name_key) for hit in hits}
            return hits[0] if len(same) == 1 else None
    return None


@transaction.atomic
def request_completion(*, actor: User, leads: Sequence[Lead]) -> MiningRequest:
    """A request under way that completes these leads; whoever calls enqueues the job."""
    if not leads:
        raise DomainError(_("Choose the leads first."))
    recording.describe(gettext_noop("Sent a lead-mining request"))
    plain = {name: value for name, value in starting_values(actor).items() if name not in _LINKS}
    request = MiningRequest(
        created_by=actor, purpose=Purpose.UPDATE, state=RequestState.RUNNING, number=next_number(), **plain
    )
    request.lead_count = min(len(leads), MOST_LEADS)
    MiningRequest.objects.bulk_create_records([request])
    request.targets.set(leads[:MOST_LEADS])
    return request


@transaction.atomic
def complete(request: MiningRequest) -> int:
    """Fill in what the directory adds to the leads of a request; returns how many leads gained something."""
    actor = request.created_by
    request = MiningRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != RequestState.RUNNING:
        return 0
    leads = Lead.objects.visible_to(actor).filter(pk__in=request.targets.values("pk")).order_by("pk")
    found = [one for one in completions(list(leads)) if one.values and one.hit]
    with recording.apart(actor, Kind.JOB, gettext_noop("Completed leads from the directory")):
        for one in found:
            update_lead(actor=actor, lead=one.lead, to_contact=(), **cast(Any, one.values))
        Origin.objects.bulk_create(
            origin_of(one.hit, one.lead.pk, sorted(one.values), request) for one in found if one.hit
        )
        request.change_set = recording.ensure() if found else None
    request.found, request.ran_at = len(found), clock.now()
    request.state = RequestState.DONE if found else RequestState.ERROR
    request.error = "" if found else RequestError.NOTHING_NEW
    request.save()
    return len(found)
