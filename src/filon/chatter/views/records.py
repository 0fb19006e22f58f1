"""Finding the record of a thread for a request."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.chatter.models import Message
from filon.chatter.services.records import ThreadRecord, visible_record


def record_or_404(request: HttpRequest, record_id: int) -> ThreadRecord:
    """The record if the user may see it; who may not see it learns nothing of it."""
    record = visible_record(signed_in(request), record_id)
    if record is None:
        raise Http404
    return record


def message_or_404(request: HttpRequest, pk: int) -> tuple[Message, ThreadRecord]:
    """The message and its record, if the user may see the record."""
    message = (
        Message.objects.select_related("author_user", "author_contact", "inbound", "outbound").filter(pk=pk).first()
    )
    if message is None:
        raise Http404
    return message, record_or_404(request, message.record_id)


@require_safe
def open_record(request: HttpRequest, record_id: int) -> HttpResponse:
    """Lead to the page of any record."""
    return HttpResponseRedirect(record_or_404(request, record_id).url)
