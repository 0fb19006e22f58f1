"""The handlers that Django calls when a request fails."""

import logging

from django.http import HttpRequest, HttpResponse

from filon.ui.errors import error, new_reference

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    """400."""
    return error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error(request, 403, sentence=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    """404."""
    return error(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """500, with a reference that the log has too."""
    reference = new_reference()
    log.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=True)
    return error(request, 500, reference=reference)
