"""Importing files, and the bin: what was deleted, and bringing it back."""

from collections.abc import Sequence
from typing import Any, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, UploadedFile

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.schemas import Moment, Related
from filon.exchange.choices import DayOrder, Decimals, State, Twice
from filon.exchange.declaring import exchangeables
from filon.exchange.models import Import
from filon.exchange.services import running, undoing, uploading
from filon.exchange.services.settings import Settings
from filon.exchange.tasks import run_import, undo_import
from filon.history.services import binning

MOST_ROWS = 1000


class ImportSettings(Incoming):
    """How the file is read, and what is done with its rows. `columns` are our columns by the number of the file's,
    counted from 0; what is left out stays as it was proposed."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    has_header: bool = True
    decimal: Decimals = Decimals.COMMA
    days: DayOrder = DayOrder.DAY_FIRST
    columns: dict[int, str] = {}
    key: str = ""
    twice: Twice = Twice.SKIP
    creates: list[str] = []
    only_known: bool = False
    clears: bool = False


class ImportOut(Schema):
    """A file, and what became of it. `settings` are what was proposed or chosen."""

    id: int
    kind: str
    file_name: str
    state: State
    settings: dict[str, Any]
    total: int
    done: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    change_set: int | None
    error: str
    created_by: Related
    created_at: Moment


class Restore(Incoming):
    """Records by their ids: deleted ones, or archived ones."""

    ids: list[int]
    archived: bool = False


PLAIN = tuple(name for name in ImportOut.model_fields if name not in ("id", "created_by"))


def _serialised(imports: Sequence[Import]) -> list[Json]:
    return [
        {"id": each.pk, "created_by": each.created_by_id, **{name: getattr(each, name) for name in PLAIN}}
        for each in imports
    ]


IMPORTS = Resource(
    name="imports",
    rows=lambda user: Import.objects.visible_to(user),
    serialised=_serialised,
    outgoing=ImportOut,
    listing=Listing(filters={"kind": Filter("kind"), "state": Filter("state")}),
)


def upload(request: HttpRequest, kind: Form[str], file: File[UploadedFile]) -> HttpResponse:
    """Send a file (multipart); the answer proposes how it is read, and nothing is written yet."""
    declared = exchangeables.get(kind)
    if declared is None:
        raise Http404
    return IMPORTS.answer(request, uploading.upload(actor=user_of(request), declared=declared, file=file), 201)


def _start(request: HttpRequest, key: int, payload: ImportSettings, *, is_trial: bool) -> HttpResponse:
    subject = IMPORTS.one(request, key)
    chosen = Settings.of({**subject.settings, **payload.model_dump(exclude_unset=True, mode="json")})
    with transaction.atomic():
        started = running.start(actor=user_of(request), subject=subject, settings=chosen, is_trial=is_trial)
        run_import.enqueue(started.pk)
    return IMPORTS.answer(request, started, 202)


def try_out(request: HttpRequest, key: int, payload: ImportSettings) -> HttpResponse:
    """Run everything and write nothing; follow `done` of `total`, then read the rows that would not come in."""
    return _start(request, key, payload, is_trial=True)


def run(request: HttpRequest, key: int, payload: ImportSettings) -> HttpResponse:
    """Import the file, in the background."""
    return _start(request, key, payload, is_trial=False)


def rows(request: HttpRequest, key: int, after: int = 0) -> HttpResponse:
    """Up to 1,000 rows that did not come in, or would not, from the row `after` on, each with its reasons."""
    found = IMPORTS.one(request, key).rows.filter(number__gt=after)[:MOST_ROWS]
    return json_answer(
        [{"row": each.number, "outcome": each.outcome, "reasons": each.reasons, "cells": each.cells} for each in found]
    )


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Undo an import, in the background."""
    with transaction.atomic():
        subject = undoing.start_undo(actor=user_of(request), subject=IMPORTS.one(request, key))
        undo_import.enqueue(subject.pk, user_of(request).pk)
    return IMPORTS.answer(request, subject, 202)


def deleted(request: HttpRequest, before: int = 0, archived: Literal["no", "yes"] = "no") -> HttpResponse:
    """What is in the bin, 200 at a time, the newest first; `before` is the `cursor` of the last one."""
    user = user_of(request)
    return json_answer(_archived(user, before) if archived == "yes" else _deleted(user, before))


def _deleted(user: User, before: int) -> list[Json]:
    found = binning.deleted(user).select_related("table", "change_set").order_by("-pk")
    kinds = binning.kinds_by_table()
    return [
        {
            "id": each.row,
            "kind": kinds[each.table.name].kind,
            "title": binning.title_of(each),
            "by": each.change_set.actor,
            "at": each.change_set.at,
            "cursor": each.pk,
        }
        for each in (found.filter(pk__lt=before) if before else found)[:200]
    ]


def _archived(user: User, before: int) -> list[Json]:
    found = binning.archived(user).prefetch_related(*binning.archived_relations()).order_by("-pk")
    rows = [(each, binning.row_of(each)) for each in (found.filter(pk__lt=before) if before else found)[:200]]
    return [
        {
            "id": each.pk,
            "kind": each.kind,
            "title": str(row),
            "by": row.archived_by,
            "at": row.archived_at,
            "cursor": each.pk,
        }
        for each, row in rows
    ]


def restore(request: HttpRequest, payload: Restore) -> HttpResponse:
    """Bring records back from the bin; what cannot come back is told in sentences."""
    user = user_of(request)
    if payload.archived:
        result = binning.restore_archived(actor=user, records=binning.archived(user).filter(pk__in=payload.ids))
    else:
        changes = binning.deleted(user).filter(row__in=payload.ids).select_related("table")
        result = binning.restore_deleted(actor=user, changes=changes)
    return json_answer({"restored": result.count, "kept": result.kept})


def routes() -> Router:
    """The routes of imports and of the bin."""
    router = Router(tags=["import and bin"])
    add = router.add_api_operation
    add("/imports", ["POST"], upload, response={201: ImportOut}, summary="Send a file")
    add("/imports/{int:key}/try", ["POST"], try_out, response={202: ImportOut}, summary="Try an import")
    add("/imports/{int:key}/run", ["POST"], run, response={202: ImportOut}, summary="Import a file")
    add("/imports/{int:key}/rows", ["GET"], rows, summary="The rows that did not come in")
    add("/imports/{int:key}/undo", ["POST"], take_back, response={202: ImportOut}, summary="Undo an import")
    add("/bin", ["GET"], deleted, summary="What is in the bin")
    add("/bin/restore", ["POST"], restore, summary="Bring records back from the bin")
    mount(router, IMPORTS)
    return router
