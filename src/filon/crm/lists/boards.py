"""The boards of opportunities: by stage, by any other field, and the forecast by months of closing."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from filon.crm.lists.board import board_context
from filon.crm.lists.grouped import grouped_context, grouping_of
from filon.ui.lists import View
from filon.ui.lists.declaration import RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState


def _board(request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look) -> dict[str, Any]:
    grouping = grouping_of(declared, state)
    if grouping is None:
        return board_context(request, declared, state, rows, look)
    return grouped_context(state, rows, look, grouping, declared.facets)


def _forecast(_request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look) -> dict[str, Any]:
    months = state.options.get("months", "0")
    shown = replace(
        state,
        group="closing:month",
        options={**state.options, "months": months if months.isdecimal() and len(months) < 4 else "0"},
    )
    grouping = declared.grouping("closing:month")
    assert grouping is not None
    return grouped_context(shown, rows, look, grouping)


BOARD = View("board", _("Board"), "layout-kanban", "crm/board.html", _board)
FORECAST = View("forecast", _("Forecast"), "calendar-event", "crm/board.html", _forecast, has_groups=False)
