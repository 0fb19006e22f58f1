"""Files of messages, always as downloads: nothing that somebody sent us runs as a page of ours."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

# Only what every browser draws without running anything.
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"}
_LOCKED = "default-src 'none'; sandbox"


def download(content: bytes | None, name: str, media_type: str, *, is_inline: bool = False) -> HttpResponse:
    """A file to save, or (`is_inline`) a picture to show; 404 when there is none."""
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(not is_inline, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _LOCKED
    response["Cache-Control"] = "private, max-age=3600"
    return response
