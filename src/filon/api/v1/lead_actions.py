"""What can be done to a lead besides changing its fields."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.references import resolved
from filon.api.resource import Incoming, mount
from filon.api.v1.contacts import Merge
from filon.api.v1.leads import RESOURCE, LeadOut, related_rows
from filon.api.v1.messages import mount_messages
from filon.crm.models import LostReason
from filon.crm.services import converting, losing, merging, restoring, winning
from filon.crm.services.duplicates import similar_leads


class Loss(Incoming):
    """Why a deal was lost, and a note for the thread."""

    lost_reason: int | None = None
    note: str = ""


class Win(Incoming):
    """What becomes of the activities that are still open."""

    activities: Literal["keep", "close"] = "keep"


def win(request: HttpRequest, key: int, payload: Win | None = None) -> HttpResponse:
    """Win a deal: it goes to the next won stage."""
    lead = RESOURCE.one(request, key)
    RESOURCE.check_version(request, lead)
    closes = payload is not None and payload.activities == "close"
    return RESOURCE.answer(request, winning.win_lead(actor=user_of(request), lead=lead, closes_activities=closes))


def lose(request: HttpRequest, key: int, payload: Loss | None = None) -> HttpResponse:
    """Mark a lead as lost."""
    lead = RESOURCE.one(request, key)
    RESOURCE.check_version(request, lead)
    loss = payload or Loss()
    found = resolved({"reason": loss.lost_reason}, {"reason": LostReason.objects.all()})
    losing.lose_leads(actor=user_of(request), leads=[lead], reason=found["reason"], note=loss.note)
    return RESOURCE.answer(request, lead)


def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Bring back a lost or archived lead."""
    lead = RESOURCE.one(request, key)
    RESOURCE.check_version(request, lead)
    restoring.restore_leads(actor=user_of(request), leads=[lead])
    return RESOURCE.answer(request, lead)


class Conversion(Incoming):
    """With whom and whose: `customer` says what becomes of it, `salespeople` are dealt in turn."""

    customer: Literal["known_or_new", "new", "existing", "none"] = "none"
    contact: int | None = None
    salespeople: list[int] = []
    team: int | None = None
    replaces: bool = True


def convert(request: HttpRequest, key: int, payload: Conversion | None = None) -> HttpResponse:
    """Make an opportunity of a lead."""
    lead, said = RESOURCE.one(request, key), payload or Conversion()
    RESOURCE.check_version(request, lead)
    rows = related_rows(user_of(request))
    found = resolved({"contact": said.contact, "team": said.team}, {name: rows[name] for name in ("contact", "team")})
    people = [resolved({"user": pk}, {"user": rows["salesperson"]})["user"] for pk in said.salespeople]
    how = converting.Conversion(
        customer=converting.Customer(said.customer), contact=found["contact"], salespeople=people, team=found["team"],
        replaces=said.replaces,
    )  # fmt: skip
    converting.convert_leads(actor=user_of(request), leads=[lead], how=how)
    return RESOURCE.answer(request, lead)


def merge(request: HttpRequest, payload: Merge) -> HttpResponse:
    """Make one of several leads."""
    lead = merging.merge_leads(actor=user_of(request), leads=payload.ids, kept=payload.kept, choices=payload.choices)
    return RESOURCE.answer(request, lead)


def similar(request: HttpRequest, key: int) -> HttpResponse:
    """Leads that may concern the same person or company, each with why."""
    found = similar_leads(user=user_of(request), lead=RESOURCE.one(request, key))
    return json_answer({"items": [{"id": lead.pk, "name": lead.name, "why": why} for lead, why in found]})


def routes() -> Router:
    """The routes of leads."""
    router = Router(tags=["leads"])
    add = router.add_api_operation
    add("/leads/{int:key}/win", ["POST"], win, response=LeadOut, summary="Win a deal")
    add("/leads/{int:key}/lose", ["POST"], lose, response=LeadOut, summary="Mark a lead as lost")
    add("/leads/{int:key}/restore", ["POST"], restore, response=LeadOut, summary="Bring back a lead")
    add("/leads/{int:key}/convert", ["POST"], convert, response=LeadOut, summary="Make an opportunity of a lead")
    add("/leads/{int:key}/similar", ["GET"], similar, summary="Leads that may concern the same")
    add("/leads/merge", ["POST"], merge, response=LeadOut, summary="Make one of several leads")
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    return router
