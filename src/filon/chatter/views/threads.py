"""The thread of a record: the stream, and the composer above it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.chatter.choices import MessageKind
from filon.chatter.forms.composer import ComposerForm
from filon.chatter.models import MessageTemplate
from filon.chatter.panels import bell, message_context, stream_context, thread_context
from filon.chatter.services.attaching import Upload
from filon.chatter.services.mentioning import candidates, out_of_reach
from filon.chatter.services.posting import post_note
from filon.chatter.services.reading import Cursor, search_thread
from filon.chatter.services.records import ThreadRecord
from filon.chatter.services.rendering import render as render_template
from filon.chatter.services.rendering import uploads_of
from filon.chatter.services.seeing import see
from filon.chatter.services.sending import post_message
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


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


@require_safe
def search(request: HttpRequest, record_id: int) -> HttpResponse:
    """The messages of the thread that hold some words; without any, the thread."""
    record, user = record_or_404(request, record_id), signed_in(request)
    query = request.GET.get("q", "").strip()
    if not query:
        return render(request, "chatter/stream.html", stream_context(record, user))
    found = search_thread(record.pk, query)
    context = {"record": record, "found": found, "query": query, **message_context(user, record)}
    return render(request, "chatter/found.html", context)


@require_safe
def template(request: HttpRequest, record_id: int, pk: int) -> JsonResponse:
    """What a message template says about the record, for the composer to put in."""
    record, user = record_or_404(request, record_id), signed_in(request)
    chosen = get_object_or_404(MessageTemplate, pk=pk, is_active=True)
    try:
        said = render_template(chosen, record.pk, actor=user)
    except DomainError as refusal:
        return JsonResponse({"detail": str(refusal)}, status=422)
    files = [{"id": file.pk, "name": file.name} for file in said.files]
    return JsonResponse({"subject": said.subject, "body": said.body, "files": files})


@require_safe
def mentionable(request: HttpRequest, record_id: int) -> JsonResponse:
    """The colleagues whose name begins so, each with the reason why he cannot be mentioned here, if he cannot."""
    record = record_or_404(request, record_id)
    found = candidates(record_id=record.pk, typed=request.GET.get("q", ""), besides=signed_in(request))
    reason = _("may not see this record")
    return JsonResponse({"people": [{"name": user.name, "reason": "" if may else reason} for user, may in found]})


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
            _say_who_is_not_told(request, record, form.cleaned_data["body"])
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


def _say_who_is_not_told(request: HttpRequest, record: ThreadRecord, body: str) -> None:
    names = ", ".join(user.name for user in out_of_reach(body, record.pk))
    if names:
        toast(request, _("Not told, because they may not see this record: %(names)s.") % {"names": names}, kind="error")


def _post(user: User, record: ThreadRecord, form: ComposerForm) -> None:
    body = form.cleaned_data["body"]
    files = [Upload(file.name, file.read()) for file in form.cleaned_data["file"]]
    files += uploads_of(form.template_files())
    if form.cleaned_data["kind"] == MessageKind.NOTE:
        post_note(actor=user, record_id=record.pk, body=body, files=files)
    else:
        post_message(
            actor=user,
            record_id=record.pk,
            body=body,
            to=form.recipients(),
            cc=form.copied(),
            subject=form.cleaned_data["subject"],
            files=files,
            send_at=form.cleaned_data["send_at"],
        )
