"""Which axes and amounts an analysis shows: those of the address, else those that the list opens with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.ui.formatting import number
from filon.ui.lists.declaration import Analysis, Grouping, Measure, RecordList
from filon.ui.lists.grouping import narrowed
from filon.ui.lists.look import Look
from filon.ui.lists.page import grouping_choices
from filon.ui.lists.state import ListState

COUNT = Measure("count", gettext_lazy("Number of records"), text=lambda value, _look: number(value))
ROWS, COLUMNS = 3, 2


@dataclass(frozen=True)
class Axes:
    """What is shown: groupings down and across, amounts, and a sentence about what the address asked in vain."""

    rows: list[Grouping]
    columns: list[Grouping]
    measures: list[Measure]
    notice: str = ""


def axis_key(grouping: Grouping) -> str:
    """How an address names a grouping."""
    return f"{grouping.key}:{grouping.step}" if grouping.step else grouping.key


def measures_of(declared: RecordList, user: Any) -> list[Measure]:
    """The amounts that this user may choose."""
    return [COUNT, *(measure for measure in declared.measures if measure.is_shown(user))]


def axes_of(declared: RecordList, state: ListState, look: Look, columns: int = COLUMNS) -> Axes:
    """The axes of a state. An empty `columns` in the address, written „-”, means none."""
    starts = declared.analysis or Analysis(rows=declared.groupings[0].key)
    options, unknown = state.options, list[str]()
    offered = {measure.key: measure for measure in measures_of(declared, look.user)}

    def groupings(name: str, default: str, most: int) -> list[Grouping]:
        keys = [key for key in options.get(name, default).split(",") if key and key != "-"]
        found = {key: declared.grouping(key) for key in dict.fromkeys(keys)}
        unknown.extend(key for key, grouping in found.items() if grouping is None)
        return [grouping for grouping in found.values() if grouping][:most]

    rows = groupings("rows", starts.rows, ROWS) or [declared.groupings[0]]
    across = [one for one in groupings("columns", starts.columns, columns) if one not in rows]
    keys = [key for key in options.get("measure", starts.measure).split(",") if key]
    unknown.extend(key for key in keys if key not in offered)
    measures = [offered[key] for key in dict.fromkeys(keys) if key in offered] or [COUNT]
    notice = _("The analysis has no field “%(names)s”; it was left out.") % {"names": ", ".join(unknown)}
    return Axes(rows, across, measures, notice if unknown else "")


def form_of(declared: RecordList, state: ListState, axes: Axes, look: Look) -> dict[str, Any]:
    """What the form above an analysis offers and shows."""
    choices = grouping_choices(declared)
    offered = measures_of(declared, look.user)
    down = [axis_key(axis) for axis in axes.rows]
    across = [axis_key(axis) for axis in axes.columns]
    swapped = {**state.options, "rows": ",".join(across), "columns": ",".join(down[:COLUMNS])}
    return {
        "axis_choices": choices,
        "row_keys": [*down, ""][:ROWS],
        "column_keys": [*across, ""][:COLUMNS],
        "measure_choices": [(one.key, str(one.label), one in axes.measures) for one in offered],
        "swap_url": state.url(options=swapped) if across else "",
        "kept_options": [
            (name, value)
            for name, value in state.pairs()
            if name not in ("rows", "columns", "measure", "chart", "cursor", "open")
        ],
    }


class Drill:
    """The addresses of the tables behind the cells, put together from parts: there are hundreds of cells."""

    def __init__(self, declared: RecordList, state: ListState, axes: list[Grouping]) -> None:
        keys = {axis.key for axis in axes}
        kept = {key: values for key, values in state.filters.items() if key not in keys}
        self.start = replace(state, view="table", group="", options=_matching(state), order="")
        self.declared, self.axes = declared, axes
        self.base = replace(self.start, filters=kept).url()
        self.whole = [self._of_axis(state, axis) for axis in axes]
        self.parts: dict[tuple[int, str], str | None] = {}

    def url(self, path: tuple[str, ...]) -> str:
        """The address of the rows with these values of the first axes; "" when the list has no filter that says so."""
        parts = [self._part(at, value) for at, value in enumerate(path)]
        return self._joined([*parts, *self.whole[len(path) :]])

    def url_of(self, values: dict[int, str]) -> str:
        """The same for some of the axes, by their numbers."""
        parts = [self._part(at, values[at]) if at in values else self.whole[at] for at in range(len(self.axes))]
        return self._joined(parts)

    def _joined(self, parts: list[str | None]) -> str:
        return "" if None in parts else self.base + "".join(part or "" for part in parts)

    def _part(self, at: int, value: str) -> str | None:
        if (at, value) not in self.parts:
            one = narrowed(self.declared, replace(self.start, filters={}), self.axes[at], value)
            self.parts[at, value] = _encoded(one.filters) if one else None
        return self.parts[at, value]

    @staticmethod
    def _of_axis(state: ListState, axis: Grouping) -> str:
        """What narrows an axis anyway."""
        return _encoded({axis.key: state.filters[axis.key]} if axis.key in state.filters else {})


def _matching(state: ListState) -> dict[str, str]:
    return {"match": state.options["match"]} if "match" in state.options else {}


def _encoded(filters: Mapping[str, tuple[str, ...]]) -> str:
    pairs = [("filter", f"{key}:{value}") for key, values in filters.items() for value in values]
    return f"&{urlencode(pairs)}" if pairs else ""
