"""Answers that are files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

MADE_FOR_ONE = "private, no-store"


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF, which a browser shows and offers to keep as `name`."""
    headers = {
        "Content-Disposition": content_disposition_header(False, name) or "inline",
        "Cache-Control": MADE_FOR_ONE,
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
