"""Finding companies in the datasets' files: how many fit, which filter lets none through, and a fair sample."""

import heapq
import itertools
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from filon.core.normalising import folded
from filon.leadmining.directory import store
from filon.leadmining.directory.company import Hit, Person
from filon.leadmining.directory.normalising import name_key

MANY = 10_000
"""Counts are exact to here."""

_BATCH = 200
_WORD = re.compile(r"\w+")
_OF_PLACE = {"countries", "industries", "active_only"}
_BEYOND_TALLY = {"text", "people"}


@dataclass(frozen=True)
class Query:
    """What companies are wanted. Empty lists and texts do not narrow."""

    countries: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    size_min: int | None = None
    size_max: int | None = None
    with_unknown_size: bool = False
    has_website: bool = False
    has_email: bool = False
    has_phone: bool = False
    active_only: bool = True
    text: str = ""
    role: str = ""
    other_roles: tuple[str, ...] = ()
    seniority: str = ""
    with_people: bool = False


@dataclass(frozen=True)
class Condition:
    """One filter as SQL, under the name of the form's field that causes it."""

    field: str
    sql: str
    values: tuple[object, ...] = ()


@dataclass
class Count:
    """How many companies fit, exact to `MANY`, and how many are left after each filter in turn."""

    total: int = 0
    left: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_many(self) -> bool:
        """Whether there are more than we count."""
        return self.total > MANY


def conditions(query: Query) -> list[Condition]:
    """The filters of a query, the widest first."""
    found = [
        _among("countries", "country", query.countries),
        Condition("active_only", "is_active = 1") if query.active_only else None,
        _among("industries", "industry", query.industries),
        _among("states", "state", query.states),
        _among("legal_forms", "upper(legal_form)", tuple(form.upper() for form in query.legal_forms)),
        _sized(query),
        Condition("has_website", "has_website = 1") if query.has_website else None,
        Condition("has_email", "has_email = 1") if query.has_email else None,
        Condition("has_phone", "has_phone = 1") if query.has_phone else None,
        _worded(query.text),
        _peopled(query),
    ]
    return [condition for condition in found if condition]


def count(files: Sequence[str], query: Query, *, with_steps: bool = False) -> Count:
    """How many companies in `files` fit. `with_steps` also counts after each filter, to say which lets none through."""
    wanted, result = conditions(query), Count()
    result.total = sum(_counted(name, wanted) for name in files)
    if with_steps or not result.total:
        for length in range(1, len(wanted) + 1):
            left = sum(_counted(name, wanted[:length]) for name in files)
            result.left.append((wanted[length - 1].field, left))
            if not left:
                break
    return result


def pick(dataset_id: int, name: str, query: Query, seed: int) -> Iterator[Hit]:
    """The companies of one file that fit, in an order by chance that `seed` decides, each once."""
    wanted = conditions(query)
    if not _counted(name, wanted):
        return
    start = random.Random(seed).randrange(2**32)  # noqa: S311
    with store.opened(name) as file:
        places = _places(file, query)
        for turn in ("chance >= ?", "chance < ?"):
            ids = (row[1] for row in heapq.merge(*(_walk(file, place, wanted, turn, start) for place in places)))
            while batch := list(itertools.islice(ids, _BATCH)):
                yield from _hits(file, dataset_id, batch, with_people=query.with_people)


def _places(file: sqlite3.Connection, query: Query) -> list[tuple[str, str, int]]:
    """The pieces of the index that a query falls into: in each the companies stand in their order by chance."""
    countries = query.countries or [row[0] for row in file.execute("SELECT DISTINCT country FROM tally")]
    trades = query.industries or [row[0] for row in file.execute("SELECT DISTINCT industry FROM tally")]
    return list(itertools.product(countries, trades, (1,) if query.active_only else (0, 1)))


def _walk(
    file: sqlite3.Connection, place: tuple[str, str, int], wanted: Sequence[Condition], turn: str, start: int
) -> Iterator[tuple[int, int]]:
    """Chance and id of the companies of one piece that fit; SQLite reads on only as they are asked for."""
    where, values = _where([condition for condition in wanted if condition.field not in _OF_PLACE])
    sql = (
        "SELECT chance, id FROM company INDEXED BY company_by_place WHERE country = ? AND industry = ?"  # noqa: S608
        f" AND is_active = ? AND {turn} AND {where} ORDER BY chance, id"
    )
    return ((row[0], row[1]) for row in file.execute(sql, (*place, start, *values)))


def _hits(file: sqlite3.Connection, dataset_id: int, ids: Sequence[int], *, with_people: bool) -> Iterator[Hit]:
    marks = ", ".join("?" * len(ids))
    rows = {row["id"]: row for row in file.execute(f"SELECT * FROM company WHERE id IN ({marks})", ids)}  # noqa: S608
    for key in ids:
        yield Hit.of(dataset_id, rows[key], _people_of(file, key) if with_people else ())


def look_up(dataset_id: int, name: str, *, vat: str = "", domain: str = "", company_name: str = "") -> list[Hit]:
    """The companies with this fiscal code, domain or name, the surest first; at most ten."""
    bare = "".join(letter for letter in vat if letter.isdigit())
    tries = (
        ("vat IN (?, ?)", (vat, f"RO{bare}") if bare else ()),
        ("domain = ?", (domain,) if domain else ()),
        ("name_key = ?", (name_key(company_name),) if company_name else ()),
    )
    found: dict[int, Hit] = {}
    with store.opened(name) as file:
        for sql, values in tries:
            if values:
                for row in file.execute(f"SELECT * FROM company WHERE {sql} LIMIT 10", values):  # noqa: S608
                    found.setdefault(row["id"], Hit.of(dataset_id, row, _people_of(file, row["id"])))
    return list(found.values())[:10]


def _counted(name: str, wanted: Sequence[Condition]) -> int:
    """How many fit; where words or people are asked for, not further than we count."""
    where, values = _where(wanted)
    with store.opened(name) as file:
        if not any(condition.field in _BEYOND_TALLY for condition in wanted):
            sql = f"SELECT coalesce(sum(companies), 0) FROM tally WHERE {where}"  # noqa: S608
        else:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM company WHERE {where} LIMIT {MANY + 1})"  # noqa: S608
        return min(int(file.execute(sql, values).fetchone()[0]), MANY + 1)


def _where(wanted: Sequence[Condition]) -> tuple[str, list[object]]:
    sql = " AND ".join(condition.sql for condition in wanted) or "1"
    return sql, [value for condition in wanted for value in condition.values]


def _among(name: str, column: str, values: tuple[str, ...]) -> Condition | None:
    marks = ", ".join("?" * len(values))
    return Condition(name, f"{column} IN ({marks})", values) if values else None


def _sized(query: Query) -> Condition | None:
    if query.size_min is None and query.size_max is None:
        return None
    low, high = query.size_min or 0, query.size_max if query.size_max is not None else 10**9
    overlap = "(employees_min IS NOT NULL AND employees_min <= ? AND coalesce(employees_max, 1000000000) >= ?)"
    unknown = " OR employees_min IS NULL" if query.with_unknown_size else ""
    return Condition("size", f"({overlap}{unknown})", (high, low))


def _worded(text: str) -> Condition | None:
    """Each word begins a word of the name or the town."""
    words = _WORD.findall(folded(text))
    if not words:
        return None
    sql = "company.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return Condition("text", sql, (" AND ".join(f'"{word}"*' for word in words),))


def _peopled(query: Query) -> Condition | None:
    """Companies with people are wanted: those who have somebody in the role or of the seniority."""
    if not query.with_people:
        return None
    roles = tuple(role for role in (query.role, *query.other_roles) if role)
    asked, values = list[str](), list[object]()
    if roles:
        asked.append(f"role IN ({', '.join('?' * len(roles))})")
        values += roles
    if query.seniority:
        asked.append("seniority = ?")
        values.append(query.seniority)
    sql = f"company.id IN (SELECT company FROM person WHERE {' AND '.join(asked) or '1'})"  # noqa: S608
    return Condition("people", sql, tuple(values))


def _people_of(file: sqlite3.Connection, company: int) -> tuple[Person, ...]:
    rows = file.execute("SELECT * FROM person WHERE company = ? ORDER BY rowid LIMIT 20", (company,))
    names = ("full_name", "title", "role", "seniority", "email", "phone")
    return tuple(Person(**{name: row[name] for name in names}) for row in rows)
