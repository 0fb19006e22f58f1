"""The handlers that Django calls when a request fails."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from filon.ui.errors import EXPIRED, error, new_reference

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
    """500, with a reference that the log has too; 503 when the database does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        log.error("The database does not answer: %s %s", request.method, request.path, exc_info=True)
        return error(request, 503)
    reference = new_reference()
    log.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=True)
    return error(request, 500, reference=reference)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the token of a form is missing or old: the session has changed since the page was loaded."""
    log.warning("A form without a valid token: %s %s: %s", request.method, request.path, reason)
    return error(request, 403, page=EXPIRED)
