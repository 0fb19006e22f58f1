"""What can be done to a lead besides changing its fields."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from filon.api.authentication import user_of
from filon.api.references import resolved
from filon.api.resource import Incoming, mount
from filon.api.v1.leads import RESOURCE, LeadOut
from filon.api.v1.messages import mount_messages
from filon.crm.models import LostReason
from filon.crm.services import losing, restoring, winning


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


def routes() -> Router:
    """The routes of leads."""
    router = Router(tags=["leads"])
    add = router.add_api_operation
    add("/leads/{int:key}/win", ["POST"], win, response=LeadOut, summary="Win a deal")
    add("/leads/{int:key}/lose", ["POST"], lose, response=LeadOut, summary="Mark a lead as lost")
    add("/leads/{int:key}/restore", ["POST"], restore, response=LeadOut, summary="Bring back a lead")
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    return router
