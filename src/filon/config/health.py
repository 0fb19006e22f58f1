"""`GET /healthz`: whether this process can serve. Answered first of all, for probes know neither host nor user."""

from collections.abc import Callable

from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from filon import __version__
from filon.config import starting
from filon.config.starting import Tables


class HealthMiddleware:
    """Answers the one address, with 200 or 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != "/healthz":
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return JsonResponse({"status": "method not allowed"}, status=405, headers={"Allow": "GET, HEAD"})
        report = health()
        response = JsonResponse(report, status=200 if report["status"] == "ok" else 503)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(response.content))
        return response


def health() -> dict[str, str]:
    """The report: `status` is ok only when the database answers and its tables are this version's."""
    report = {"status": "ok", "version": __version__, "database": "ok", "migrations": "ok"}
    try:
        report["migrations"] = starting.tables_at_a_glance().value
    except DatabaseFault:
        report["database"] = report["migrations"] = "unreachable"
    if report["migrations"] != Tables.RIGHT.value:
        report["status"] = "error"
    return report
