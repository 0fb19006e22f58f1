"""The parts of a board by another field: more cards of a column, and a card dropped on one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from filon.core.exceptions import DomainError
from filon.crm.forms import CellForm
from filon.crm.lists.cards import cards
from filon.crm.lists.grouped import (
    column_value,
    columns_of,
    dropped_value,
    grouping_of,
    heads_of,
    more_url,
    next_ids,
)
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.board import CARDS
from filon.crm.services.updating import update_lead
from filon.crm.views.scope import lead_of, state_of, user_of
from filon.history.toasts import undo_toast
from filon.ui.lists.declaration import Grouping, filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.state import ListState


@require_GET
def more(request: HttpRequest, value: str) -> HttpResponse:
    """The cards of a column after those that are shown."""
    look, state = look_of(request.user), state_of(request, request.GET.urlencode())
    grouping, after = grouping_of(LEADS, state), request.GET.get("after", "")
    if grouping is None or not after.isdecimal() or len(after) > 18:
        raise Http404
    last = get_object_or_404(Lead.objects.visible_to(user_of(request)), pk=int(after))
    rows: Any = filtered(LEADS, state, look)
    ids = next_ids(rows, grouping, value, last, look)
    shown = ids[:CARDS]
    made = cards(shown, today=look.today, zone=look.zone, columns=dict.fromkeys(shown, value))
    url = more_url(state, value, shown) if len(ids) > CARDS else ""
    return render(request, "crm/board_more.html", {"cards": [made[pk] for pk in shown if pk in made], "more_url": url})


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a card what the column says that it was dropped on."""
    user, lead, look = user_of(request), lead_of(request, pk), look_of(request.user)
    state = state_of(request, request.POST.get("view", ""))
    grouping = grouping_of(LEADS, state)
    if grouping is None or not grouping.field:
        raise DomainError(_("A card cannot be moved between these columns."))
    former = column_value(lead, grouping, look)
    value = request.POST.get("stage", "")
    if value != former:
        update_lead(actor=user, lead=lead, **_typed(user, grouping, value))
        undo_toast(request, _("%(field)s was changed.") % {"field": grouping.label}, _("Undo the change"))
    return _placed(request, Lead.objects.get(pk=pk), state, grouping, former)


def _typed(user: Any, grouping: Grouping, value: str) -> Any:
    """The value of the column as its field understands it."""
    form = CellForm(user)
    field = form.fields[grouping.field]
    try:
        typed = dropped_value(grouping, value)
        field.required = False
        return {grouping.field: field.clean(typed)}
    except (ValueError, OverflowError) as error:
        raise DomainError(_("This column does not exist.")) from error


def _placed(request: HttpRequest, lead: Lead, state: ListState, grouping: Grouping, former: str) -> HttpResponse:
    """The card and the heads of both columns anew, and word of where the card is."""
    look = look_of(request.user)
    now = column_value(lead, grouping, look)
    rows: Any = filtered(LEADS, state, look)
    heads = heads_of(columns_of(rows, grouping, state, look), state, look)
    context = {
        "card": cards([lead.pk], today=look.today, zone=look.zone, columns={lead.pk: now})[lead.pk],
        "heads": [head for head in heads if head.id in (now, former)],
        "oob": True,
    }
    response = render(request, "crm/card_moved.html", context)
    return trigger_client_event(response, "crm:moved", {"id": lead.pk, "stage": now}, after="swap")
