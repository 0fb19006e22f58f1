"""Everything around the rows: title, chips, filters, groupings, saved searches, columns, views."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.ui.lists.declaration import Grouping, RecordList, View
from filon.ui.lists.editing import actions_of
from filon.ui.lists.filters import Dates, Facet
from filon.ui.lists.look import Look
from filon.ui.lists.saving import columns_for, opening_search, saved_searches
from filon.ui.lists.state import LEVELS, OPTIONS, ListState, Rule
from filon.ui.lists.table import TABLE
from filon.ui.periods import step_labels

KEPT = ("view", "group", "order", *(name for name in OPTIONS if name != "match"))


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
        "list_slot": f"list.{declared.key}",
        "state": state,
        "state_url": state.url(),
        "view": view,
        "has_search": declared.search is not None,
        "path": request.path,
        "more_path": request.path,
        "kept": [(name, value) for name, value in state.pairs() if name in KEPT],
        "kept_rules": [(name, value) for name, value in state.pairs() if name in ("rule", "match")],
        "kept_filters": [value for name, value in state.pairs() if name == "filter"],
        "chips": chips(declared, state, look),
        "has_facets": bool(declared.facets),
        "groupings": [
            Choice(label, state.url(group=",".join(_toggled(state.levels, key))), key in state.levels)
            for key, label in grouping_choices(declared)
        ]
        if view.has_groups
        else [],
        "view_choices": [
            Choice(str(one.label), state.url(view=one.key), one is view, one.icon) for one in views_of(declared)
        ],
        "column_choices": column_choices(declared, look) if view is TABLE else [],
        "actions": actions_of(declared, user) if view is TABLE else [],
        "primary": primary,
        "primary_url": reverse(primary.url_name) if primary else "",
        "cleared_url": state.url(filters={}, q="", rules=()),
        "is_filtered": bool(state.filters or state.q or state.rules),
        "forgotten": forgotten(declared, state, look),
    }


def menu_context(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> dict[str, Any]:
    """What a menu shows once it is opened: every facet, or the saved searches."""
    return {
        "state_url": state.url(),
        "path": request.path,
        "facets": [facet_form(facet, state, look) for facet in declared.facets],
        "rules": [rule_form(declared, rule, look) for rule in state.rules if declared.facet(rule[0])],
        "rule_fields": [(facet.key, facet.label) for facet in declared.facets],
        "matches": [("all", _("all of these")), ("any", _("one of these"))],
        "match": state.options.get("match", "all"),
        "saved": saved_searches(declared.key, look.user),
        "opening": opening_search(declared.key, look),
    }


def chips(declared: RecordList, state: ListState, look: Look) -> list[Chip]:
    """One chip for each facet that narrows, and one for the grouping."""
    made = []
    for key, values in state.filters.items():
        facet = declared.facet(key)
        if facet and facet.labels(values, look):
            made.append(Chip(facet.chip(values, look), state.with_filter(key, ()).url()))
    for rule in state.rules:
        facet, others = declared.facet(rule[0]), tuple(other for other in state.rules if other != rule)
        if facet and facet.ruled(rule[1], rule[2], look) is not None:
            made.append(Chip(facet.rule_label(rule[1], rule[2], look), state.url(rules=others)))
    nesting = [grouping_label(grouping).lower() for grouping in declared.nesting(state)]
    if nesting:
        made.append(Chip(_("Grouped by %(label)s") % {"label": " › ".join(nesting)}, state.url(group="")))
    return made


def forgotten(declared: RecordList, state: ListState, look: Look) -> str:
    """What the address asks for and nobody knows any more, such as a deleted tag in a saved search; "" for nothing."""
    names = list(state.unknown)
    for key, values in state.filters.items():
        facet = declared.facet(key)
        if facet and len(facet.labels(values, look)) < len(values):
            names.append(str(facet.label))
    for key, operator, value in state.rules:
        facet = declared.facet(key)
        if facet and facet.ruled(operator, value, look) is None:
            names.append(f"{facet.label} {value}")
    names += [key for key in state.levels if declared.grouping(key) is None]
    if state.order and declared.order_of(state.order) is None:
        names.append(state.order)
    told = ", ".join(dict.fromkeys(names))
    text = _("The address asks for something that does not exist any more and was left out: %(names)s.")
    return text % {"names": told} if names else ""


def grouping_label(grouping: Grouping) -> str:
    """A grouping in words, with its step: „Închiderea estimată: lună”."""
    return f"{grouping.label}: {step_labels()[grouping.step]}" if grouping.step else str(grouping.label)


def grouping_choices(declared: RecordList) -> list[tuple[str, str]]:
    """The groupings that a menu offers, days also by quarter and year."""
    keys = [
        f"{one.key}:{step}" if step else one.key
        for one in declared.groupings
        for step in (("month", "quarter", "year") if one.dates else ("",))
    ]
    return [(key, grouping_label(shown)) for key in keys if (shown := declared.grouping(key))]


def _toggled(levels: list[str], key: str) -> list[str]:
    return [level for level in levels if level != key] if key in levels else [*levels, key][-LEVELS:]


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


def rule_form(declared: RecordList, rule: Rule, look: Look) -> dict[str, Any]:
    """A rule in the form: what its field may be asked, and what it may be."""
    key, operator, value = rule
    facet = declared.facet(key)
    assert facet is not None
    options = facet.options(look) if not isinstance(facet, Dates) else []
    operators = list(facet.operators().items())
    return {"key": key, "operators": operators, "operator": operator, "value": value, "options": options}


def column_choices(declared: RecordList, look: Look) -> list[Choice]:
    """Every column but the first, and whether the user sees it."""
    shown = columns_for(declared, look)
    return [Choice(str(column.label), column.key, column in shown) for column in declared.columns[1:]]
