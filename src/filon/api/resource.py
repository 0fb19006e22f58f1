"""A resource, declared once: its rows, its form outside, and the services that change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import ConfigDict, create_model, field_validator

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import answered_once, json_answer
from filon.api.listing import Listing, Rows, listed, narrowed, page_of
from filon.api.problems import Json, Problem, fault
from filon.api.relations import Relation, expanded
from filon.core.exceptions import DomainError

MOST_AT_ONCE = 1000
FORCE: Json = {
    "name": "force", "in": "query", "schema": {"type": "boolean", "default": False},
    "description": "Add it although it may be known already.",
}  # fmt: skip


class Incoming(Schema):
    """What a program sends: a field that we do not know is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """A text with the NUL character, which no database keeps, is refused at its field."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError(_("Null characters are not allowed."))
        return value


@dataclass(frozen=True)
class Resource:
    """One collection under `/api/v1/`. Without `create`, `change` or `remove` it cannot be written so.

    `serialised` turns rows into JSON objects in a constant number of queries. `etag` gives the version of a row.
    `key_type` is `str` where the key is a code.
    """

    name: str
    rows: Callable[[User], Rows]
    serialised: Callable[[Sequence[Any]], list[Json]]
    outgoing: type[Schema]
    listing: Listing
    incoming: type[Incoming] | None = None
    relations: Mapping[str, Relation] = field(default_factory=dict)
    create: Callable[[User, Json], Any] | None = None
    create_many: Callable[[User, list[Json]], Sequence[Any]] | None = None
    change: Callable[[Any, User, Json], Any] | None = None
    remove: Callable[[Any, User], None] | None = None
    etag: Callable[[Any], str] | None = None
    key_type: type[int | str] = int

    @property
    def single(self) -> str:
        """The address of one row."""
        return f"/{self.name}/{{{self.key_type.__name__}:key}}"

    def one(self, request: HttpRequest, key: Any) -> Any:
        """The row with this key if the request's user may see it, else 404."""
        row = self.rows(user_of(request)).filter(pk=key).first() if str(key).isprintable() else None
        if row is None:
            raise Http404
        return row

    def shown(self, request: HttpRequest, row: Any) -> Json:
        """The row as a JSON object, read anew, with its relations written out when asked."""
        fresh = self.rows(user_of(request)).filter(pk=row.pk).first() or row
        return expanded(request, self.serialised([fresh]), self.relations)[0]

    def answer(self, request: HttpRequest, row: Any, status: int = 200) -> HttpResponse:
        """The row with its ETag."""
        response = json_answer(self.shown(request, row), status)
        if self.etag is not None:
            response["ETag"] = f'"{self.etag(row)}"'
        return response

    def check_version(self, request: HttpRequest, row: Any) -> None:
        """Refuse (412) when `If-Match` names another version than the present one."""
        wanted = request.headers.get("If-Match")
        if not wanted or self.etag is None or wanted == "*":
            return
        if self.etag(row) not in [each.strip().removeprefix("W/").strip('"') for each in wanted.split(",")]:
            raise Problem(412, [])


def each(items: list[Json], act: Callable[[Json], Any]) -> list[Any]:
    """Do `act` with every item; a refusal names the item by its index, and nothing is kept."""
    done = []
    for index, item in enumerate(items):
        try:
            done.append(act(item))
        except DomainError as error:
            faults = [{**fault(name, str(text)), "index": index} for name, text in error.errors.items()]
            raise Problem(error.status, faults) from error
    return done


def patch_schema(incoming: type[Incoming]) -> type[Incoming]:
    """The same fields, all optional: a PATCH changes only what it names."""
    fields: dict[str, Any] = {name: (info.annotation, field_copy(info)) for name, info in incoming.model_fields.items()}
    return cast(type[Incoming], create_model(f"{incoming.__name__}Changes", __base__=Incoming, **fields))


def field_copy(info: Any) -> Any:
    """A field's description with a default, so that it may be absent."""
    copied = info._copy() if hasattr(info, "_copy") else info
    copied.default = None
    copied.default_factory = None
    return copied


def mount(router: Router, resource: Resource) -> None:
    """Add the routes that the resource supports."""
    _mount_reading(router, resource)
    if resource.incoming is None:
        return
    if resource.create is not None:
        _mount_creating(router, resource, resource.create)
    if resource.create_many is not None:
        _mount_bulk(router, resource, resource.create_many)
    if resource.change is not None:
        _mount_changing(router, resource, resource.change)
    if resource.remove is not None:
        _mount_removing(router, resource, resource.remove)


def _mount_reading(router: Router, resource: Resource) -> None:
    page_schema = create_model(
        f"{resource.outgoing.__name__}Page",
        __base__=Schema,
        items=(list[resource.outgoing], ...),  # type: ignore[name-defined]
        next=(str | None, ...),
    )

    def read_many(request: HttpRequest) -> HttpResponse:
        rows = narrowed(resource.rows(user_of(request)), request.GET, resource.listing)
        page = page_of(rows, request.GET, resource.listing)
        return json_answer(listed(page, expanded(request, resource.serialised(page.rows), resource.relations)))

    def read_one(request: HttpRequest, key: resource.key_type) -> HttpResponse:  # type: ignore[name-defined]
        row = resource.one(request, key)
        response = resource.answer(request, row)
        if response.get("ETag") and request.headers.get("If-None-Match") == response["ETag"]:
            return HttpResponse(status=304, headers={"ETag": response["ETag"]})
        return response

    add = router.add_api_operation
    add(
        f"/{resource.name}",
        ["GET"],
        read_many,
        response=page_schema,
        summary=f"List {resource.name}",
        operation_id=f"{_identifier(resource)}_list",
        openapi_extra={"parameters": parameters(resource)},
    )
    add(
        resource.single,
        ["GET"],
        read_one,
        response=resource.outgoing,
        summary=f"One of the {resource.name}",
        operation_id=f"{_identifier(resource)}_read",
    )


def _mount_creating(router: Router, resource: Resource, create: Callable[[User, Json], Any]) -> None:
    may_force = resource.incoming is not None and "allow_similar" in resource.incoming.model_fields

    def create_one(request: HttpRequest, payload: resource.incoming) -> HttpResponse:  # type: ignore[name-defined]
        values = payload.model_dump(exclude_unset=True)
        if may_force and request.GET.get("force") == "true":
            values["allow_similar"] = True
        return answered_once(request, 201, lambda: resource.shown(request, create(user_of(request), values)))

    router.add_api_operation(
        f"/{resource.name}",
        ["POST"],
        create_one,
        response={201: resource.outgoing},
        summary=f"Add to {resource.name}",
        openapi_extra={"parameters": [FORCE]} if may_force else None,
        operation_id=f"{_identifier(resource)}_create",
    )


def _mount_bulk(router: Router, resource: Resource, create: Callable[[User, list[Json]], Sequence[Any]]) -> None:
    class Items(Incoming):
        """What to create, all or nothing."""

        items: list[resource.incoming]  # type: ignore[name-defined]

    Items.__name__ = f"{resource.outgoing.__name__}Items"

    def create_all(request: HttpRequest, payload: Items) -> HttpResponse:
        if not 1 <= len(payload.items) <= MOST_AT_ONCE:
            raise DomainError(_("Send 1 to %(most)s items.") % {"most": MOST_AT_ONCE}, field="items")
        values = [item.model_dump(exclude_unset=True) for item in payload.items]

        def act() -> Json:
            rows = create(user_of(request), values)
            return {"items": resource.serialised(rows)}

        return answered_once(request, 201, act)

    router.add_api_operation(
        f"/{resource.name}/bulk",
        ["POST"],
        create_all,
        summary=f"Add many to {resource.name}, all or none",
        operation_id=f"{_identifier(resource)}_create_many",
    )


def _mount_changing(router: Router, resource: Resource, change: Callable[[Any, User, Json], Any]) -> None:
    changes = patch_schema(cast(type[Incoming], resource.incoming))

    def change_one(
        request: HttpRequest,
        key: resource.key_type,  # type: ignore[name-defined]
        payload: changes,  # type: ignore[valid-type]
    ) -> HttpResponse:
        row = resource.one(request, key)
        resource.check_version(request, row)
        values = payload.model_dump(exclude_unset=True)  # type: ignore[attr-defined]
        with transaction.atomic():
            return resource.answer(request, change(row, user_of(request), values))

    router.add_api_operation(
        resource.single,
        ["PATCH"],
        change_one,
        response=resource.outgoing,
        summary=f"Change one of the {resource.name}",
        operation_id=f"{_identifier(resource)}_change",
    )


def _mount_removing(router: Router, resource: Resource, remove: Callable[[Any, User], None]) -> None:
    def remove_one(request: HttpRequest, key: resource.key_type) -> HttpResponse:  # type: ignore[name-defined]
        row = resource.one(request, key)
        resource.check_version(request, row)
        remove(row, user_of(request))
        return HttpResponse(status=204)

    router.add_api_operation(
        resource.single,
        ["DELETE"],
        remove_one,
        response={204: None},
        summary=f"Delete one of the {resource.name}",
        operation_id=f"{_identifier(resource)}_delete",
    )


def _identifier(resource: Resource) -> str:
    return resource.name.replace("-", "_")


def parameters(resource: Resource) -> list[Json]:
    """The query parameters of a list, for the OpenAPI document."""
    text: Json = {"type": "string"}
    found = [
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}},
        {"name": "cursor", "in": "query", "schema": text},
        {"name": "order", "in": "query", "schema": {"type": "string", "default": resource.listing.usual_order}},
    ]
    if resource.listing.search:
        found.append({"name": "q", "in": "query", "schema": text})
    if resource.listing.archive:
        choices = {"type": "string", "enum": ["no", "yes", "all"], "default": "no"}
        found.append({"name": "archived", "in": "query", "schema": choices})
    if resource.relations:
        found.append({"name": "expand", "in": "query", "schema": text, "description": ", ".join(resource.relations)})
    return found + [{"name": name, "in": "query", "schema": text} for name in resource.listing.filters]
