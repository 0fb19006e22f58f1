"""The graph: one amount by one or two groupings, as bars, a line or a pie, always with its table."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core.time_limits import TooSlow
from filon.ui.analyses.axes import Axes, Drill, axes_of, form_of
from filon.ui.analyses.cube import Cube, cube, value_of
from filon.ui.analyses.pivot import sum_of
from filon.ui.lists.declaration import Analysis, RecordList, View
from filon.ui.lists.look import Look
from filon.ui.lists.page import Choice, grouping_label
from filon.ui.lists.querying import too_slow_text
from filon.ui.lists.state import ListState

KINDS = {"bar": "chart-bar", "line": "chart-line", "pie": "chart-pie"}
MOST_BARS, MOST_SERIES = 60, 12


def graph_context(
    _request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look
) -> dict[str, Any]:
    """Everything that the graph's template shows."""
    axes = axes_of(declared, state, look, columns=1)
    axes = Axes(axes.rows[:1], axes.columns, axes.measures[:1], axes.notice)
    starts = declared.analysis or Analysis(rows="")
    kind = state.options.get("chart", starts.chart)
    kind = kind if kind in KINDS else "bar"
    if kind == "pie":
        axes = Axes(axes.rows, [], axes.measures, axes.notice)
    form = {**form_of(declared, state, axes, look), "kinds": kinds(state, kind), "kind": kind}
    try:
        made = cube(rows, [*axes.rows, *axes.columns], axes.measures, look)
    except TooSlow:
        return {**form, "notice": too_slow_text(), "graph": None, "sum": ""}
    is_long = len(made.headings[0]) > MOST_BARS
    cut = _("Only the first %(count)d values are drawn; the pivot has them all.") % {"count": MOST_BARS}
    return {
        **form,
        "notice": axes.notice or (cut if is_long else ""),
        "graph": drawn(declared, state, axes, made, look),
        "sum": sum_of(declared, axes, made, look),
    }


def kinds(state: ListState, chosen: str) -> list[Choice]:
    """The kinds of graph, with the address of each."""
    labels = {"bar": _("Bars"), "line": _("Line"), "pie": _("Pie")}
    return [
        Choice(labels[kind], state.url(options={**state.options, "chart": kind}), kind == chosen, icon)
        for kind, icon in KINDS.items()
    ]


def drawn(declared: RecordList, state: ListState, axes: Axes, made: Cube, look: Look) -> dict[str, Any]:
    """The values of the graph: for the script as JSON, for the table as rows of texts."""
    measure = axes.measures[0]
    bars = list(made.headings[0].items())[:MOST_BARS]
    series = list(made.headings[1].items())[:MOST_SERIES] if axes.columns else [("", str(measure.label))]
    groupings = [*axes.rows, *axes.columns]
    drill = Drill(declared, state, groupings)
    shown, table = [], [[heading] for _value, heading in bars]
    for key, label in series:
        paths = [(value, key) if axes.columns else (value,) for value, _heading in bars]
        values = [value_of(made.cells.get(path), measure, 0) for path in paths]
        urls = [drill.url(path) for path in paths]
        texts = ["" if value is None else measure.text(value, look) for value in values]
        data = [None if value is None else float(value) for value in values]
        shown.append({"label": label, "data": data, "urls": urls, "texts": texts})
        for line, text in zip(table, texts, strict=True):
            line.append(text)
    return {
        "json": json.dumps({"labels": [heading for _value, heading in bars], "series": shown}),
        "heads": [grouping_label(axes.rows[0]), *(label for _key, label in series)],
        "table": table,
        "title": f"{measure.label}: {', '.join(grouping_label(axis) for axis in groupings)}",
        "is_empty": not bars,
    }


GRAPH = View("graph", gettext_lazy("Graph"), "chart-bar", "ui/analyses/graph.html", graph_context, has_groups=False)
