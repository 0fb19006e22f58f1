"""The handlers that Django calls when a request fails."""

import errno
import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from filon.ui.errors import DISK_FULL, EXPIRED, error, new_reference

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
    """500, with a reference that the log has too; 503 when the database does not answer or the disk is full."""
    fault = sys.exc_info()[1]
    if is_full_disk(fault):
        log.error("The disk is full: %s %s", request.method, request.path)
        return error(request, 503, page=DISK_FULL)
    if isinstance(fault, OperationalError | InterfaceError):
        log.error("The database does not answer: %s %s", request.method, request.path, exc_info=True)
        return error(request, 503)
    reference = new_reference()
    log.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=True)
    return error(request, 500, reference=reference)


def is_full_disk(fault: BaseException | None) -> bool:
    """Whether a file or the database could not be written for want of space."""
    if isinstance(fault, OSError):
        return fault.errno in (errno.ENOSPC, errno.EDQUOT)
    said = str(fault)
    return isinstance(fault, OperationalError) and ("disk is full" in said or "No space left" in said)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the token of a form is missing or old: the session has changed since the page was loaded."""
    log.warning("A form without a valid token: %s %s: %s", request.method, request.path, reason)
    return error(request, 403, page=EXPIRED)
