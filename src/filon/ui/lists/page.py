"""Everything around the rows: title, chips, filters, groupings, saved searches, columns, views."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.ui.lists.declaration import RecordList, View
from filon.ui.lists.filters import Facet
from filon.ui.lists.look import Look
from filon.ui.lists.saving import columns_for, saved_searches
from filon.ui.lists.state import ListState
from filon.ui.lists.table import TABLE


@dataclass(frozen=True)
class Chip:
    """A filter or grouping that holds, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """Something that can be on or off, with the address or value that says so."""

    label: str
    value: str
    is_on: bool
    icon: str = ""


@dataclass(frozen=True)
class FacetForm:
    """A facet in the filter form; `low` and `high` are the ends typed, when it asks for them."""

    key: str
    label: str
    choices: list[Choice]
    range_type: str
    low: str
    high: str
    is_open: bool


def views_of(declared: RecordList) -> tuple[View, ...]:
    """The list's views; without any of its own, the table."""
    return declared.views or (TABLE,)


def view_of(declared: RecordList, state: ListState) -> View:
    """The view that is asked for, else the first."""
    views = views_of(declared)
    return next((view for view in views if view.key == state.view), views[0])


def page_context(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> dict[str, Any]:
    """What the head of the page shows, and what a fragment brings anew beside the rows."""
    view = view_of(declared, state)
    user: Any = request.user
    primary = declared.primary if declared.primary and declared.primary.visible_to(user) else None
    return {
        "list": declared,
        "state": state,
        "state_url": state.url(),
        "view": view,
        "has_search": declared.search is not None,
        "path": request.path,
        "more_path": request.path,
        "kept": [(name, value) for name, value in state.pairs() if name in ("view", "group", "order")],
        "kept_filters": [value for name, value in state.pairs() if name == "filter"],
        "chips": chips(declared, state, look),
        "has_facets": bool(declared.facets),
        "groupings": [
            Choice(str(one.label), state.url(group="" if one.key == state.group else one.key), one.key == state.group)
            for one in declared.groupings
        ],
        "view_choices": [
            Choice(str(one.label), state.url(view=one.key), one is view, one.icon) for one in views_of(declared)
        ],
        "column_choices": column_choices(declared, look) if view is TABLE else [],
        "actions": [action for action in declared.actions if action.visible_to(user)] if view is TABLE else [],
        "primary": primary,
        "primary_url": reverse(primary.url_name) if primary else "",
        "cleared_url": state.url(filters={}, q=""),
        "is_filtered": bool(state.filters or state.q),
    }


def menu_context(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> dict[str, Any]:
    """What a menu shows once it is opened: every facet, or the saved searches."""
    return {
        "state_url": state.url(),
        "path": request.path,
        "facets": [facet_form(facet, state, look) for facet in declared.facets],
        "saved": saved_searches(declared.key, look.user),
    }


def chips(declared: RecordList, state: ListState, look: Look) -> list[Chip]:
    """One chip for each facet that narrows, and one for the grouping."""
    made = []
    for key, values in state.filters.items():
        facet = declared.facet(key)
        if facet and facet.labels(values, look):
            made.append(Chip(facet.chip(values, look), state.with_filter(key, ()).url()))
    grouping = declared.grouping(state.group)
    if grouping:
        made.append(Chip(_("Grouped by %(label)s") % {"label": str(grouping.label).lower()}, state.url(group="")))
    return made


def facet_form(facet: Facet, state: ListState, look: Look) -> FacetForm:
    """A facet with what is ticked and typed."""
    chosen = state.filters.get(facet.key, ())
    typed = next((value for value in chosen if ".." in value), "") if facet.is_range else ""
    low, _dots, high = typed.partition("..")
    return FacetForm(
        key=facet.key,
        label=str(facet.label),
        choices=[
            Choice(option.label, f"{facet.key}:{option.value}", option.value in chosen)
            for option in facet.options(look)
        ],
        range_type=str(facet.is_range or ""),
        low=low,
        high=high,
        is_open=bool(chosen),
    )


def column_choices(declared: RecordList, look: Look) -> list[Choice]:
    """Every column but the first, and whether the user sees it."""
    shown = columns_for(declared, look)
    return [Choice(str(column.label), column.key, column in shown) for column in declared.columns[1:]]
