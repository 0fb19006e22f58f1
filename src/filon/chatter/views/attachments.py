"""Files leave as downloads. Only what is certainly a picture is ever shown, and then under a policy of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from filon.chatter.models import Attachment
from filon.chatter.services.attaching import content_of
from filon.chatter.views.records import record_or_404

DOWNLOAD = "application/octet-stream"


@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponse:  # noqa: ARG001 -- the name is for people
    """The file, to be saved."""
    return _answer(_attachment_or_404(request, pk), as_attachment=True)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as a picture on a page, if its bytes are those of a picture."""
    attachment = _attachment_or_404(request, pk)
    if not attachment.is_picture:
        raise Http404
    return _answer(attachment, as_attachment=False)


def _attachment_or_404(request: HttpRequest, pk: int) -> Attachment:
    attachment = Attachment.objects.filter(pk=pk).first()
    if attachment is None:
        raise Http404
    record_or_404(request, attachment.record_id)
    return attachment


def _answer(attachment: Attachment, *, as_attachment: bool) -> HttpResponse:
    try:
        content = content_of(attachment)
    except FileNotFoundError as error:
        raise Http404 from error
    # No browser renders the type of a download, whatever the file claims to be.
    response = HttpResponse(content, content_type=DOWNLOAD if as_attachment else attachment.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, attachment.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
