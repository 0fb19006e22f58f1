"""A number for every request, on the answer and on every line of the log that it causes."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("filon.request")


class RequestMiddleware:
    """Logs each request without personal data: no query, no address, no name; the user only as his number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = uuid.uuid4().hex[:12]
        request.META["filon.request"] = number
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=number):
            response = self.get_response(request)
            log.info(
                "request",
                method=request.method,
                path=_path(request),
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
                user=getattr(getattr(request, "_cached_user", None), "pk", None),  # only if it was looked up anyway
            )
        response.headers["X-Request-ID"] = number
        return response


def _path(request: HttpRequest) -> str:
    """The pattern that matched, which carries no secret of a link; else the path of a stranger's guess, cut short."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else request.path[:100]
