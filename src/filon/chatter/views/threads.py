"""The thread of a record: the stream, and the composer above it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.chatter.choices import MessageKind
from filon.chatter.forms.composer import ComposerForm
from filon.chatter.panels import bell, stream_context, thread_context
from filon.chatter.services.attaching import Upload
from filon.chatter.services.posting import post_note
from filon.chatter.services.reading import Cursor
from filon.chatter.services.records import ThreadRecord
from filon.chatter.services.seeing import see
from filon.chatter.services.sending import post_message
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal


@require_safe
def thread(request: HttpRequest, record_id: int) -> HttpResponse:
    """The whole thread."""
    return _thread(request, record_or_404(request, record_id))


@require_safe
def older(request: HttpRequest, record_id: int) -> HttpResponse:
    """The next entries down."""
    record = record_or_404(request, record_id)
    cursor = Cursor.parse(request.GET.get("before", ""))
    return render(request, "chatter/stream.html", stream_context(record, signed_in(request), cursor))


@require_POST
def post(request: HttpRequest, record_id: int) -> HttpResponse:
    """Say something on the record."""
    record = record_or_404(request, record_id)
    form = ComposerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _post(signed_in(request), record, form)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return _thread(request, record)
    return _thread(request, record, form, status=422)


@require_POST
def seen(request: HttpRequest, record_id: int) -> HttpResponse:
    """The user has the thread before him; the bell counts anew."""
    see(actor=signed_in(request), record_id=record_or_404(request, record_id).pk)
    return render(request, "chatter/bell.html", {**bell(request, None), "is_out_of_band": True})


def _thread(
    request: HttpRequest, record: ThreadRecord, form: ComposerForm | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "chatter/thread.html", thread_context(request, record, form), status=status)


def _post(user: User, record: ThreadRecord, form: ComposerForm) -> None:
    body = form.cleaned_data["body"]
    files = [Upload(file.name, file.read()) for file in form.cleaned_data["file"]]
    if form.cleaned_data["kind"] == MessageKind.NOTE:
        post_note(actor=user, record_id=record.pk, body=body, files=files)
    else:
        post_message(actor=user, record_id=record.pk, body=body, to=form.recipients(), files=files)
