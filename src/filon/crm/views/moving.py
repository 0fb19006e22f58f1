"""Moving a card, or an opportunity along its vein."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.crm.choices import Status
from filon.crm.lists.board import figures_of, heads_of, shown_stages
from filon.crm.lists.cards import cards
from filon.crm.models import Lead, Stage
from filon.crm.services.moving import move_lead
from filon.crm.views.gate import Gate
from filon.crm.views.scope import board_scope, lead_of, state_of, user_of
from filon.crm.views.sheet import won_sentence
from filon.history.toasts import undo_toast
from filon.ui.htmx import close_dialog, redirect
from filon.ui.lists.look import look_of


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a card where it was dropped. A stage that requires more asks for it in the dialog, then moves the card."""
    user, lead = user_of(request), lead_of(request, pk)
    stage = get_object_or_404(Stage, pk=_number(request.POST.get("stage", "")))
    former = lead.stage
    was_won = lead.status == Status.WON
    gate = Gate(request, user, lead, stage)
    if not gate.passed():
        return gate.ask()
    above, below = (_neighbour(request, name) for name in ("above", "below"))
    moved = move_lead(
        actor=user, lead=lead, stage=stage, above=above, below=below, closes_activities=gate.closes_activities
    )
    if former != stage:
        won = won_sentence(user, moved) if moved.status == Status.WON and not was_won else ""
        undo_toast(
            request,
            (won or _("Moved to %(stage)s.") % {"stage": stage}) + _meanwhile(request, former),
            _("Undo the move"),
        )
    if request.POST.get("page"):
        return redirect(request, request.POST["page"])
    return close_dialog(_moved(request, moved, former)) if gate.asks else _moved(request, moved, former)


def _meanwhile(request: HttpRequest, former: Stage) -> str:
    """Where somebody else had put the card while it was held; "" when nobody had."""
    seen_in = _number(request.POST.get("from", ""))
    return (
        " " + _("Meanwhile it had been moved to %(stage)s.") % {"stage": former}
        if seen_in not in (0, former.pk)
        else ""
    )


def _moved(request: HttpRequest, lead: Lead, former: Stage) -> HttpResponse:
    """The card and the heads of both columns anew, and word of where the card is."""
    look, state = look_of(request.user), state_of(request, request.POST.get("view", ""))
    stages = shown_stages(state)
    figures = figures_of(board_scope(request, state), stages)
    changed = {lead.stage_id, former.pk}
    context = {
        "cards": list(cards([lead.pk], today=look.today, zone=look.zone).values()),
        "heads": [head for head in heads_of(stages, figures) if int(head.id) in changed],
        "oob": True,
    }
    response = render(request, "crm/card_moved.html", context)
    return trigger_client_event(response, "crm:moved", {"id": lead.pk}, after="swap")


def _neighbour(request: HttpRequest, name: str) -> Lead | None:
    """A card beside the dropped one, if the user still sees it."""
    pk = _number(request.POST.get(name, ""))
    return Lead.objects.visible_to(user_of(request)).filter(pk=pk).first() if pk else None


def _number(text: str) -> int:
    number = id_of(text or "0")
    if number is None:
        raise DomainError(_("This is not a stage or a card."))
    return number
