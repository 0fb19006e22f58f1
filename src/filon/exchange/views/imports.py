"""Importing: the file, how it is read, the trial, the run, what did not come in, and undoing it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.exchange.choices import OPEN, State
from filon.exchange.declaring import Exchangeable, exchangeables
from filon.exchange.forms import SettingsForm, UploadForm
from filon.exchange.lists import IMPORTS
from filon.exchange.models import Import
from filon.exchange.services import exporting, running, undoing, uploading
from filon.exchange.services.looking import Look, look_at
from filon.exchange.services.settings import Settings
from filon.exchange.tasks import run_import, undo_import
from filon.ui.forms import show_refusal
from filon.ui.htmx import refresh, wants_fragment
from filon.ui.lists.views import list_view
from filon.ui.toasts import toast

PREVIEWED = 10
TOLD = 100

import_list = list_view(IMPORTS)


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """A file is brought; it is read, and nothing is written yet."""
    initial = {"kind": request.GET.get("kind", exchangeables.names()[0])}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_bound and form.is_valid():
        declared = exchangeables[form.cleaned_data["kind"]]
        try:
            subject = uploading.upload(actor=signed_in(request), declared=declared, file=form.cleaned_data["file"])
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("exchange:import", subject.pk)
    return render(request, "exchange/import_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An import as it stands: to be prepared, running, or done."""
    subject, declared = _import_or_404(request, pk)
    if wants_fragment(request) and not subject.is_busy:
        return refresh(request)
    if subject.state in OPEN:
        return _preparing(request, subject, declared)
    template = "exchange/import_state.html" if wants_fragment(request) else "exchange/import.html"
    return render(request, template, _told(subject, declared))


@require_safe
def import_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that did not come in, with their reasons, as a file."""
    subject, _declared = _import_or_404(request, pk)
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    try:
        return exporting.rejected(subject, _("Reason"), kind, signed_in(request).zone)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("exchange:import", pk)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back, in the background."""
    subject, _declared = _import_or_404(request, pk)
    try:
        with transaction.atomic():
            undoing.start_undo(actor=signed_in(request), subject=subject)
            undo_import.enqueue(pk, signed_in(request).pk)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    return redirect("exchange:import", pk)


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a file away that was not imported."""
    subject, _declared = _import_or_404(request, pk)
    uploading.discard(actor=signed_in(request), subject=subject)
    return redirect("exchange:imports")


@require_safe
def import_template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty workbook with the headings of a kind."""
    declared = exchangeables.get(kind)
    if declared is None:
        raise Http404
    return exporting.template(declared, "xlsx", signed_in(request).zone)


def _preparing(request: HttpRequest, subject: Import, declared: Exchangeable) -> HttpResponse:
    settings = Settings.of(subject.settings)
    try:
        look = look_at(uploading.path_of(subject), settings)
    except DomainError as refusal:
        context = {**_told(subject, declared), "fault": str(refusal)}
        return render(request, "exchange/import.html", context, status=422 if request.method == "POST" else 200)
    form = SettingsForm(request.POST or None, declared=declared, look=look, settings=settings)
    if form.is_bound and form.is_valid():
        answer = _act(request, subject, form)
        if answer is not None:
            return answer
    context = {**_told(subject, declared), **_preview(form, look)}
    return render(request, "exchange/import.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, subject: Import, form: SettingsForm) -> HttpResponse | None:
    """Read the file anew as chosen; try it; or import it."""
    chosen, act = form.chosen(), request.POST.get("act", "")
    try:
        if act in ("try", "run"):
            with transaction.atomic():
                running.start(actor=signed_in(request), subject=subject, settings=chosen, is_trial=act == "try")
                run_import.enqueue(subject.pk)
        else:
            look_at(uploading.path_of(subject), chosen)
            Import.objects.filter(pk=subject.pk).update(settings=chosen.kept(), state=State.DRAFT)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None
    return redirect("exchange:import", subject.pk)


def _told(subject: Import, declared: Exchangeable) -> dict[str, Any]:
    return {
        "subject": subject,
        "declared": declared,
        "rows": list(subject.rows.all()[:TOLD]),
        "more": max(subject.skipped + subject.rejected - TOLD, 0),
        "may_undo": subject.change_set is not None and subject.state in (State.DONE, State.FAILED),
    }


def _preview(form: SettingsForm, look: Look) -> dict[str, Any]:
    return {"form": form, "look": look, "preview": [(number, cells) for number, cells in look.rows[:PREVIEWED]]}


def _import_or_404(request: HttpRequest, pk: int) -> tuple[Import, Exchangeable]:
    subject = get_object_or_404(Import.objects.visible_to(signed_in(request)).select_related("created_by"), pk=pk)
    declared = exchangeables.get(subject.kind)
    if declared is None:
        raise Http404
    return subject, declared
