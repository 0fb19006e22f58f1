"""Every address and every operation, tried as every role against the table."""

from dataclasses import replace

import pytest

from tests.rights import table
from tests.rights.table import Line
from tests.rights.world import ROLES, World

pytestmark = pytest.mark.django_db

NEW = ("?",) * len(ROLES)


@pytest.mark.parametrize("name", table.files())
def test_each_role_gets_what_the_table_says(world: World, name: str):
    wrong = []
    for line in table.lines(name):
        words = tuple(table.tried(world, role, line) for role in ROLES)
        if words != line.words:
            wrong.append(f"{line.where}: {line.path} {line.method} says {' '.join(line.words)}, is {' '.join(words)}")
    assert not wrong, "\n".join(wrong)


def test_every_address_is_in_the_table(world: World):
    named = {table.shape(line.route(world)) for name in table.files() for line in table.lines(name)}
    routes = {route for route in table.routes() if not route.startswith("gallery/")}
    missing = sorted(route for route in routes if table.shape(route) not in named)
    assert not missing, "Add a line to tests/rights/table/ROOM.txt for:\n" + "\n".join(missing)


def test_an_address_without_a_line_for_a_method_does_not_know_the_method(world: World):
    known = [line for name in table.files() for line in table.lines(name) if not line.path.startswith(table.API)]
    tried = {(line.route(world), line.method) for line in known}
    open_doors = []
    for line in {line.route(world): line for line in known}.values():
        for method in {"GET", "POST"} - {method for route, method in tried if route == line.route(world)}:
            other = Line("", line.path, method, NEW, "")
            if table.tried(world, "admin", other) != "405":
                words = " ".join(table.tried(world, role, other) for role in ROLES)
                open_doors.append(f"{line.path} {method} {words}")
    assert not open_doors, "Check these lines and add them to the table:\n" + "\n".join(sorted(open_doors))


def test_every_operation_of_the_interface_is_in_the_table(world: World):
    known = {(line.method, "/" + line.route(world)) for name in table.files() for line in table.lines(name)}
    shapes = {(method, table.shape(route)) for method, route in known}
    missing = sorted(each for each in table.operations() if (each[0], table.shape(each[1])) not in shapes)
    assert not missing, "\n".join(f"{path} {method}" for method, path in missing)


def test_a_token_for_reading_writes_nothing(world: World):
    written = []
    for name in table.files():
        for line in table.lines(name):
            if line.path.startswith(table.API) and line.method != "GET" and "in" in line.words:
                reading = replace(world, tokens=world.reading)
                if table.tried(reading, "admin", line) != "no":
                    written.append(f"{line.method} {line.path}")
    assert not written


def test_nobody_but_his_leaders_meets_a_colleagues_opportunity(world: World):
    """At whatever address it is asked for by its id."""
    met = [
        f"{line.where}: {line.path} {line.method}"
        for name in table.files()
        for line in table.lines(name)
        if "{lead}" in line.path and line.words[ROLES.index("other")] != "404"
    ]
    assert not met
