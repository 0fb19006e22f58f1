"""Analyses of opportunities, as the pages of the same name show them."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.problems import Json, Problem, fault
from filon.core.time_limits import TooSlow
from filon.reporting.lists import FORECASTS, PIPELINE, WON_AND_LOST
from filon.ui.analyses.axes import axes_of, axis_key, measures_of
from filon.ui.analyses.cube import Cube, Sums, cube, value_of
from filon.ui.lists.declaration import Analysis, Measure, RecordList, filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.querying import too_slow_text
from filon.ui.lists.state import ListState, parse

FIELDS = {
    "expected_closing": "closing",
    "created_at": "created",
    "closed_at": "closed",
    "lost_reason": "reason",
    "tags": "tag",
    "expected_revenue": "revenue",
    "prorated_revenue": "prorated",
    "recurring_revenue_monthly": "mrr",
    "recurring_revenue_monthly_prorated": "mrr_prorated",
    "days_to_assign": "to_assign",
    "days_to_close": "to_close",
}
"""What the interface calls a field, and what the lists do."""
LOST = replace(
    WON_AND_LOST,
    starts_with=lambda _user: ("status:lost",),
    analysis=Analysis(rows="reason", columns="", measure="count"),
)


def _keys(text: str) -> str:
    """`stage,expected_closing:month` as addresses of pages have it."""
    parts = [part.partition(":") for part in text.split(",") if part]
    return ",".join(FIELDS.get(name, name) + colon + step for name, colon, step in parts)


def _answer(request: HttpRequest, declared: RecordList) -> HttpResponse:
    user = user_of(request)
    look = look_of(user)
    state = parse(request.GET, [facet.key for facet in declared.facets], declared.starting(user))
    options = {name: _keys(request.GET[name]) for name in ("rows", "columns", "measure") if name in request.GET}
    state = replace(state, options={**state.options, **options})
    _refuse_unknown(declared, state, user)
    axes = axes_of(declared, state, look)
    try:
        made = cube(filtered(declared, state, look), [*axes.rows, *axes.columns], axes.measures, look)
    except TooSlow as error:
        raise Problem(422, [fault("", too_slow_text())]) from error
    return json_answer(
        {
            "rows": [axis_key(axis) for axis in axes.rows],
            "columns": [axis_key(axis) for axis in axes.columns],
            "measures": [measure.key for measure in axes.measures],
            "labels": [dict(headings) for headings in made.headings],
            "cells": [
                {"at": list(path), "count": sums.count, **_amounts(sums, axes.measures)}
                for path, sums in _ordered(made)
            ],
            "total": {"count": made.total().count, **_amounts(made.total(), axes.measures)},
        }
    )


def _ordered(made: Cube) -> list[tuple[tuple[str, ...], Sums]]:
    places = [{value: at for at, value in enumerate(headings)} for headings in made.headings]
    known = [item for item in made.cells.items() if all(value in at for value, at in zip(item[0], places, strict=True))]
    return sorted(known, key=lambda item: [at[value] for value, at in zip(item[0], places, strict=True)])


def _amounts(sums: Sums, measures: list[Measure]) -> dict[str, Any]:
    return {measure.key: value_of(sums, measure, at) for at, measure in enumerate(measures) if measure.total}


def _refuse_unknown(declared: RecordList, state: ListState, user: Any) -> None:
    """What a page leaves out with a sentence, a program is told as an error."""
    faults: list[Json] = [
        fault("filter", _("There is no field “%(name)s”.") % {"name": name}) for name in state.unknown
    ]
    measures = {measure.key for measure in measures_of(declared, user)}
    for name, known in (
        ("rows", declared.grouping),
        ("columns", declared.grouping),
        ("measure", measures.__contains__),
    ):
        keys = [key for key in state.options.get(name, "").split(",") if key and key != "-"]
        faults += [fault(name, _("There is no field “%(name)s”.") % {"name": key}) for key in keys if not known(key)]
    if faults:
        raise Problem(422, faults)


def pipeline(request: HttpRequest) -> HttpResponse:
    """Any two fields and amounts: `?rows=stage&columns=expected_closing:month&measure=expected_revenue`."""
    return _answer(request, PIPELINE)


def forecast(request: HttpRequest) -> HttpResponse:
    """What is expected to close, by month and stage, times its probability."""
    return _answer(request, FORECASTS)


def lost_reasons(request: HttpRequest) -> HttpResponse:
    """How many were lost for which reason."""
    return _answer(request, LOST)


def routes() -> Router:
    """The routes of reports."""
    router = Router(tags=["reports"])
    router.add_api_operation("/reports/pipeline", ["GET"], pipeline, summary="Opportunities by any two fields")
    router.add_api_operation("/reports/forecast", ["GET"], forecast, summary="What is expected to close, by month")
    router.add_api_operation("/reports/lost-reasons", ["GET"], lost_reasons, summary="Lost opportunities by reason")
    return router
