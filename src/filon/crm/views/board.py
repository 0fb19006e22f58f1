"""The parts of the board that are fetched by themselves: more cards of a column, and what has changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from filon.crm.lists import grouped
from filon.crm.lists.activities import bars
from filon.crm.lists.board import columns_of, figures_of, heads_of, more_url, place_of, shown_stages, written
from filon.crm.lists.cards import cards
from filon.crm.lists.grouped import cards_of, grouping_of
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead, Stage
from filon.crm.views.scope import board_scope, on_board, state_of
from filon.history.services import reading
from filon.ui.lists.declaration import filtered
from filon.ui.lists.look import look_of

MOST_CHANGES = 500


@require_GET
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards of a column after those that are shown."""
    stage = get_object_or_404(Stage, pk=pk)
    place = place_of(request.GET.get("after", ""))
    if place is None:
        raise Http404
    look, state = look_of(request.user), state_of(request, request.GET.urlencode())
    column = columns_of(board_scope(request, state), [stage], place)[0]
    made = cards([each.id for each in column.places], today=look.today, zone=look.zone)
    shown = [made[each.id] for each in column.places if each.id in made]
    url = more_url(state, column) if column.has_more else ""
    return render(request, "crm/board_more.html", {"cards": shown, "more_url": url})


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What has changed on this board since the cursor; 204 when nothing has, after one query.

    A card that has left the user's sight is to go without a word why.
    """
    cursor = _cursor(request.GET.get("after", ""))
    found, now = reading.after(cursor, MOST_CHANGES)
    roots = {change.root for change in found if change.root}
    touched = set(Lead.objects.filter(pk__in=roots).values_list("pk", flat=True)) if roots else set()
    gone = roots - touched
    if not roots:
        return HttpResponse(status=204, headers={"X-Cursor": written(now)})
    look, state = look_of(request.user), state_of(request, request.GET.urlencode())
    seen = on_board(request, state, touched)
    grouping = grouping_of(LEADS, state)
    if grouping:
        rows: Any = filtered(LEADS, state, look)
        leads = Lead.objects.filter(pk__in=seen).prefetch_related("tags")
        made = cards_of(leads, grouping, look)
        heads = grouped.heads_of(grouped.columns_of(rows, grouping, state, look, LEADS.facets), state, look)
    else:
        made = {pk: [card] for pk, card in cards(seen, today=look.today, zone=look.zone).items()}
        stages = shown_stages(state)
        heads = heads_of(stages, figures_of(board_scope(request, state), stages))
    return JsonResponse(
        {
            "cursor": written(now),
            "changes": [
                {"id": pk, "cards": [render_to_string("crm/card.html", {"card": card}) for card in made.get(pk, ())]}
                for pk in sorted(touched | gone)
            ],
            "heads": "".join(
                render_to_string("crm/column_head.html", {"head": head, "oob": True}, request=request) for head in heads
            ),
        }
    )


@require_GET
def activity_bars(request: HttpRequest) -> HttpResponse:
    """How the next steps of each column stand; asked for once the board is there."""
    look, state = look_of(request.user), state_of(request, request.GET.urlencode())
    rows: Any = filtered(LEADS, state, look)
    made = bars(rows, shown_stages(state), state, look.today)
    return render(request, "crm/bars.html", {"bars": sorted(made.items()), "path": reverse("crm:board")})


def _cursor(text: str) -> reading.Cursor:
    first, dot, second = text.partition(".")
    if not dot or not first.isdecimal() or not second.isdecimal() or len(text) > 45:
        raise Http404
    return int(first), int(second)
