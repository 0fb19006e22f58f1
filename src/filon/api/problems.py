"""What goes wrong, as `application/problem+json`, in the language that the program asked for."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from filon.core.exceptions import DomainError

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem(Exception):
    """A refusal with a status of its own; `errors` and what is said besides (`more`) are ready to send."""

    status: int
    errors: list[Json]
    more: Json = field(default_factory=dict)


def problem(status: int, errors: Iterable[Json] = (), title: str = "", **more: Any) -> HttpResponse:
    """The answer for a refusal: `{"title","status","errors":[{"field","message","index"?}], …}`."""
    body = {"title": title or _title(status), "status": status, "errors": list(errors), **more}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str), status=status, content_type="application/problem+json"
    )


def _title(status: int) -> str:
    titles = {
        400: _("The request cannot be read."),
        401: _("The request needs a valid token."),
        403: _("This is not allowed."),
        404: _("There is no such record."),
        409: _("Something else stands in the way."),
        412: _("The record has changed since it was read."),
        422: _("Some fields need attention."),
        429: _("Too many requests. Try again later."),
    }
    return titles.get(status) or HTTPStatus(status).phrase


def fault(field: str, message: str) -> Json:
    """One error at one field."""
    return {"field": field, "message": message}


def register_problems(api: NinjaAPI) -> None:
    """Answer every kind of refusal in the same form."""

    @api.exception_handler(Problem)
    def refused(request: HttpRequest, error: Problem) -> HttpResponse:
        return problem(error.status, error.errors, **error.more)

    @api.exception_handler(DomainError)
    def domain(request: HttpRequest, error: DomainError) -> HttpResponse:
        return problem(error.status, [fault(field, str(text)) for field, text in error.errors.items()])

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404)

    @api.exception_handler(AuthenticationError)
    def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
        return problem(429)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, title=_title(error.status_code))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(422, [_validation_fault(item) for item in error.errors])


def _validation_fault(error: Json) -> Json:
    """One of pydantic's findings in our words. Its place is e.g. `("body", "payload", "items", 3, "name")`."""
    place = [part for part in error["loc"] if part not in ("body", "query", "path", "payload")]
    names = [part for part in place if isinstance(part, str) and part != "items"]
    found = fault(names[0] if names else "", sentence(error["type"], error.get("ctx") or {}))
    indexes = [part for part in place if isinstance(part, int)]
    if "items" in place and indexes:
        found["index"] = indexes[0]
    return found


def sentence(kind: str, context: Json) -> str:
    """What is wrong with a value, by pydantic's name of the fault."""
    if kind in ("string_too_long", "too_long"):
        return _("At most %(limit)s are allowed.") % {"limit": context.get("max_length")}
    if kind in ("enum", "literal_error"):
        return _("Choose one of: %(choices)s.") % {"choices": str(context.get("expected", "")).replace("'", "")}
    simple = {
        "missing": _("This field is required."),
        "extra_forbidden": _("There is no such field."),
        "json_invalid": _("The request is not valid JSON."),
        "string_type": _("This must be a text."),
        "list_type": _("This must be a list."),
        "model_attributes_type": _("This must be an object."),
        "model_type": _("This must be an object."),
    }
    return simple.get(kind) or _by_family(kind)


def _by_family(kind: str) -> str:
    families = {
        "decimal": _("Write an amount such as 1234.56."),
        "int": _("Write a whole number."),
        "datetime": _("Write a moment such as 2026-12-31T17:00:00+02:00."),
        "date": _("Write a date such as 2026-12-31."),
        "bool": _("Write true or false."),
    }
    for family, text in families.items():
        if kind.startswith(family):
            return text
    return _("This value cannot be used.")
