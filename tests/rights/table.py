"""The checked-in table of rights, the tries that it asks for, and all addresses that there are.

A line is an address with `{names}` of the world in it, a method, a word for each role, and perhaps what is sent:

    crm/{lead}/move/    POST    in 404 ok ok ok ok    stage={stage}

`ok` the request is let in, also when what is sent is not enough (400, 409, 422) or has a condition (412)
`no` the role may not do it (403), and is told so
`404` there is nothing to see for the role
`in` one must sign in first
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from filon.api.v1.root import api_1
from tests.rights.world import ROLES, World, undone

TABLE = Path(__file__).parent / "table"
API = "api/v1/"
WORDS = {403: "no", 404: "404", 401: "in", 405: "405", 400: "ok", 409: "ok", 412: "ok", 422: "ok"}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    where: str
    path: str
    method: str
    words: tuple[str, ...]
    sent: str

    def route(self, world: World) -> str:
        """The pattern of the address that answers it."""
        return resolve("/" + self.filled(world)).route

    def filled(self, world: World) -> str:
        """The address with the world's ids."""
        return urlsplit(self.path.lstrip("/").format_map(world.ids)).path


def lines(name: str) -> list[Line]:
    """The lines of one file of the table."""
    found = []
    for number, text in enumerate((TABLE / name).read_text(encoding="utf-8").splitlines(), start=1):
        parts = text.split(maxsplit=2 + len(ROLES))
        if parts and not text.startswith("#"):
            assert len(parts) >= 2 + len(ROLES), f"{name}:{number} has too few words: {text}"
            rest = parts[2 + len(ROLES)] if len(parts) > 2 + len(ROLES) else ""
            found.append(Line(f"{name}:{number}", parts[0], parts[1], tuple(parts[2 : 2 + len(ROLES)]), rest))
    return found


def files() -> list[str]:
    """The files of the table, one for each room."""
    return sorted(path.name for path in TABLE.glob("*.txt"))


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """The pattern of every address of the house."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


def shape(route: str) -> str:
    """A pattern without the names of its parts."""
    return re.sub(r"<(?:\w+:)?\w+>|\{\w+\}", "*", route)


def operations() -> set[tuple[str, str]]:
    """Every operation of the interface for programs: method and path."""
    schema = api_1.get_openapi_schema()
    return {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}


def tried(world: World, role: str, line: Line) -> str:
    """What becomes of the line's request when `role` sends it; nothing of it stays."""
    with undone():
        return word_of(send(world, role, line))


def send(world: World, role: str, line: Line) -> HttpResponse:
    """Send the line's request as `role`."""
    address, sent = "/" + line.path.lstrip("/").format_map(world.ids), line.sent
    for name, pk in world.ids.items():
        sent = sent.replace(f"{{{name}}}", pk)
    headers = {"Accept-Language": "en"}
    if line.path.startswith(API):
        token = world.tokens.get(role)
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        client = world.client("anyone")
        return client.generic(line.method, address, sent or "{}", "application/json", headers=headers)
    client = world.client(role)
    if line.method == "GET":
        return client.get(address, headers=headers)
    return client.post(address, QueryDict(sent).dict(), headers=headers)


def word_of(response: HttpResponse) -> str:
    """The table's word for an answer."""
    if response.status_code in (301, 302, 303) and response["Location"].startswith("/sign-in/"):
        return "in"
    return WORDS.get(response.status_code, "ok" if response.status_code < 400 else str(response.status_code))
