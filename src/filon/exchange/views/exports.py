"""Exporting the rows that a list shows, with the columns that are chosen."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from filon.exchange.declaring import Exchangeable
from filon.exchange.services import exporting
from filon.ui.lists.look import Look


def exporter(declared: Exchangeable) -> "Callable[[HttpRequest, QuerySet[Any], Look], HttpResponseBase]":
    """The answer to `export=fields` on a list of this kind: first which columns, then the file."""

    def answer(request: HttpRequest, rows: "QuerySet[Any]", look: Look) -> HttpResponseBase:
        kind = request.GET.get("format", "")
        if kind not in ("csv", "xlsx"):
            kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "field"]
            context = {
                "declared": declared,
                "columns": exporting.offered_columns(declared),
                "kept": kept,
                "path": request.path,
            }
            return render(request, "exchange/export.html", context)
        every = declared.rows(look.user).filter(pk__in=rows.order_by().values("pk"))
        columns = exporting.chosen(declared, request.GET.getlist("field"))
        return exporting.export(declared, every, columns, kind, look.zone, look.today.isoformat())

    return answer
