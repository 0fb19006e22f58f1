"""Moving a card: to another stage, and between two others."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities.choices import Outcome
from filon.activities.services.handling import close_all
from filon.core.updating import update_rows
from filon.crm.choices import Status
from filon.crm.models import Lead, Stage
from filon.crm.models.lead import RANK_STEP
from filon.crm.services.entering import ENTERED, enter_stage
from filon.crm.services.locking import lock_lead, lock_leads
from filon.crm.services.telling import tell_moved
from filon.history.services.recording import describe, describe_many


@transaction.atomic
def move_lead(
    *,
    actor: User | None,
    lead: Lead,
    stage: Stage,
    above: Lead | None = None,
    below: Lead | None = None,
    closes_activities: bool = False,
) -> Lead:
    """Put `lead` into `stage`, under the card `above` and over the card `below` if they are given.

    Cards stand by priority first: among cards of another priority the lead keeps to the edge of its own.
    Raises DomainError naming the fields that the stage requires and the lead lacks. What is planned on a deal that is
    won by it stays to be done unless it is closed with the deal.
    """
    lead = lock_lead(actor=actor, lead=lead)
    describe(gettext_noop("Moved to %(stage)s"), stage=stage.name)
    is_moved = lead.stage_id != stage.pk
    enter_stage(lead, stage)
    if above is not None or below is not None:
        lead.rank = _rank_between(lead, above, below)
    lead.save(update_fields=[*ENTERED, "rank"])
    if closes_activities and lead.status == Status.WON:
        close_all(actor=actor, record_ids=[lead.pk], outcome=Outcome.WON)
    if is_moved:
        tell_moved(actor, [lead])
    return lead


@transaction.atomic
def move_leads(*, actor: User | None, leads: Sequence[Lead], stage: Stage) -> list[Lead]:
    """Put many leads into `stage`; DomainError if one of them lacks a field that it requires."""
    held = lock_leads(actor=actor, leads=leads)
    describe_many("Moved an opportunity", "Moved %(count)d opportunities", count=len(held))
    moved = [lead for lead in held if lead.stage_id != stage.pk]
    for lead in held:
        enter_stage(lead, stage)
    update_rows(held, ENTERED)
    tell_moved(actor, moved)
    return held


def _rank_between(lead: Lead, above: Lead | None, below: Lead | None) -> int:
    """A rank under that of `above` and over that of `below`, as far as they are of the same priority."""
    upper = above.rank if above is not None and above.priority == lead.priority else None
    lower = below.rank if below is not None and below.priority == lead.priority else None
    if upper is None and lower is None:
        return _rank_at_edge(lead, above)
    if upper is None:
        return _clear(lead, (lower or 0) + RANK_STEP)
    if lower is None:
        return upper - RANK_STEP
    return (upper + lower) // 2 if upper - lower > 1 else _make_room(lead, lower)


def _rank_at_edge(lead: Lead, above: Lead | None) -> int:
    """First of its priority under a card that matters more, last above one that matters less."""
    peers = Lead.objects.open().filter(stage=lead.stage, priority=lead.priority).exclude(pk=lead.pk)
    is_first = above is not None and above.priority > lead.priority
    edge = peers.order_by("-rank" if is_first else "rank").values_list("rank", flat=True).first()
    if edge is None:
        return lead.rank
    return edge + RANK_STEP if is_first else edge - RANK_STEP


def _clear(lead: Lead, rank: int) -> int:
    """`rank`, or the middle of what is left below the next card, which the mover may not see."""
    higher = Lead.objects.open().filter(stage=lead.stage, priority=lead.priority, rank__gte=rank - RANK_STEP + 1)
    nearest = higher.exclude(pk=lead.pk).order_by("rank").values_list("rank", flat=True).first()
    return rank if nearest is None or nearest > rank else max(rank - RANK_STEP + 1, (rank - RANK_STEP + nearest) // 2)


def _make_room(lead: Lead, lower: int) -> int:
    """No number is left between two neighbours: lift the cards above `lower` until there is, nearest first."""
    rank = floor = lower + 1
    higher = Lead.objects.open().filter(stage=lead.stage, priority=lead.priority, rank__gt=lower)
    for card in higher.exclude(pk=lead.pk).order_by("rank", "pk")[:500]:
        if card.rank > floor:
            break
        floor += RANK_STEP
        Lead.objects.filter(pk=card.pk).update(rank=floor)
    return rank
