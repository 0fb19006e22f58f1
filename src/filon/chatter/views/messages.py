"""One message of a thread: its state, and what its author may still do with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter import policies
from filon.chatter.forms.composer import NoteForm, ScheduleForm
from filon.chatter.models import Message
from filon.chatter.panels import message_context, thread_context
from filon.chatter.services.editing import delete_note, edit_note
from filon.chatter.services.pinning import pin
from filon.chatter.services.records import ThreadRecord
from filon.chatter.services.sending import reschedule_message, retry_message, stop_message
from filon.chatter.services.taking import let_cc_follow, take_first_writer
from filon.chatter.views.records import message_or_404
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect
from filon.ui.toasts import toast


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it stands now, such as sent meanwhile."""
    return _message(request, *message_or_404(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a note, to be changed where they stand."""
    note, record = message_or_404(request, pk)
    policies.require_edit(signed_in(request), note)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"body": note.body_text})
    if form.is_bound and form.is_valid():
        try:
            note = edit_note(actor=signed_in(request), note=note, body=form.cleaned_data["body"])
        except DomainError as refusal:
            form.add_error("body", "; ".join(refusal.errors.values()))
        else:
            return _message(request, note, record)
    status = 422 if form.is_bound else 200
    context = {"message": note, "record": record, "form": form, **message_context(signed_in(request), record)}
    return render(request, "chatter/note_form.html", context, status=status)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the note out of the thread."""
    note, _record = message_or_404(request, pk)
    delete_note(actor=signed_in(request), note=note)
    undo_toast(request, _("The note is deleted."), _("Undo deleting"))
    return HttpResponse()


@require_POST
def pin_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the message stand above the thread, or no longer. The whole thread is shown anew."""
    chosen, record = message_or_404(request, pk)
    pin(actor=signed_in(request), message=chosen, is_pinned=chosen.pinned_at is None)
    return render(request, "chatter/thread.html", thread_context(request, record))


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a message that has not left yet."""
    stopped, _record = message_or_404(request, pk)
    stop_message(actor=signed_in(request), message=stopped)
    return _message(request, *message_or_404(request, pk))


@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message that waits go out at another moment; without one, now."""
    waiting, record = message_or_404(request, pk)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        moment = form.cleaned_data["send_at"] or clock.now()
        try:
            reschedule_message(actor=signed_in(request), message=waiting, send_at=moment)
        except DomainError as refusal:
            show_refusal(form, refusal)
    fresh, _record = message_or_404(request, pk)
    context = {"message": fresh, "record": record, "schedule_form": form, **message_context(signed_in(request), record)}
    return render(request, "chatter/message.html", context, status=200 if form.is_valid() else 422)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again to send a message that has failed."""
    failed, _record = message_or_404(request, pk)
    retry_message(actor=signed_in(request), message=failed)
    return _message(request, *message_or_404(request, pk))


@require_POST
def cc(request: HttpRequest, pk: int) -> HttpResponse:
    """Let whoever is in Cc of a received message follow the record."""
    received, _record = message_or_404(request, pk)
    count = let_cc_follow(actor=signed_in(request), message=received)
    said = ngettext("%(count)s person more follows.", "%(count)s people more follow.", count) % {"count": count}
    undo_toast(request, said if count else _("They follow already."), _("Undo following"))
    return _message(request, *message_or_404(request, pk), is_cc_taken=True)


@require_POST
def first_writer(request: HttpRequest, pk: int) -> HttpResponse:
    """Make who first wrote a forwarded message the person whom the record is about."""
    received, record = message_or_404(request, pk)
    try:
        said = take_first_writer(actor=signed_in(request), message=received)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, said, _("Undo the change"))
    return redirect(request, record.url)


def _message(request: HttpRequest, shown: Message, record: ThreadRecord, **more: bool) -> HttpResponse:
    context = {"message": shown, "record": record, **message_context(signed_in(request), record), **more}
    return render(request, "chatter/message.html", context)
