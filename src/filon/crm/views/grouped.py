"""The parts of a board by another field: more cards of a column, and a card dropped on one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.crm.forms import CellForm
from filon.crm.lists.cards import cards_at
from filon.crm.lists.grouped import (
    cards_of,
    columns_of,
    columns_with,
    dropped_value,
    grouping_of,
    has_many,
    heads_of,
    more_url,
    next_ids,
)
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.board import CARDS
from filon.crm.services.tagging import swap_tag
from filon.crm.services.updating import update_lead
from filon.crm.views.scope import lead_of, state_of, user_of
from filon.history.toasts import undo_toast
from filon.organisation.models import Tag
from filon.ui.lists.declaration import Grouping, filtered
from filon.ui.lists.grouping import NO_VALUE
from filon.ui.lists.look import look_of
from filon.ui.lists.state import ListState


@require_GET
def more(request: HttpRequest, value: str) -> HttpResponse:
    """The cards of a column after those that are shown."""
    look, state = look_of(request.user), state_of(request, request.GET.urlencode())
    grouping, after = grouping_of(LEADS, state), id_of(request.GET.get("after", ""))
    if grouping is None or after is None:
        raise Http404
    last = get_object_or_404(Lead.objects.visible_to(user_of(request)), pk=after)
    rows: Any = filtered(LEADS, state, look)
    ids = next_ids(rows, grouping, value, last, look)
    shown = ids[:CARDS]
    made = cards_at([(pk, value) for pk in shown], today=look.today, zone=look.zone)
    url = more_url(state, value, shown[-1]) if len(ids) > CARDS else ""
    return render(request, "crm/board_more.html", {"cards": list(made.values()), "more_url": url})


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a card what the column says that it was dropped on."""
    user, lead, look = user_of(request), lead_of(request, pk), look_of(request.user)
    state = state_of(request, request.POST.get("view", ""))
    grouping = grouping_of(LEADS, state)
    if grouping is None or not (grouping.field or has_many(grouping)):
        raise DomainError(_("A card cannot be moved between these columns."))
    former = columns_with(lead, grouping, look)
    value = request.POST.get("stage", "")
    if value not in former or request.POST.get("from", value) != value:
        if has_many(grouping):
            old, new = _tag(request.POST.get("from", NO_VALUE)), _tag(value)
            swap_tag(actor=user, lead=lead, old=old, new=new)
        else:
            update_lead(actor=user, lead=lead, **_typed(user, grouping, value))
        undo_toast(request, _("%(field)s was changed.") % {"field": grouping.label}, _("Undo the change"))
    return _placed(request, Lead.objects.get(pk=pk), state, grouping, former)


def _tag(value: str) -> Tag | None:
    """The tag of a column; None for the column of those without."""
    if value == NO_VALUE:
        return None
    found = Tag.objects.filter(pk=id_of(value) or 0).first()
    if found is None:
        raise DomainError(_("This column does not exist."))
    return found


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


def _placed(request: HttpRequest, lead: Lead, state: ListState, grouping: Grouping, former: list[str]) -> HttpResponse:
    """The card in each of its columns and the heads of those that changed anew, and word that it has moved."""
    look = look_of(request.user)
    now = columns_with(lead, grouping, look)
    rows: Any = filtered(LEADS, state, look)
    heads = heads_of(columns_of(rows, grouping, state, look, LEADS.facets), state, look)
    context = {
        "cards": cards_of([lead], grouping, look)[lead.pk],
        "heads": [head for head in heads if head.id in {*now, *former}],
        "oob": True,
    }
    response = render(request, "crm/card_moved.html", context)
    return trigger_client_event(response, "crm:moved", {"id": lead.pk}, after="swap")
