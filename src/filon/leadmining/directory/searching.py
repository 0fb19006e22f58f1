"""Finding companies in the datasets' files: how many fit, which filter lets none through, and a fair sample."""

import heapq
import itertools
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from filon.core.normalising import folded
from filon.leadmining.directory import store
from filon.leadmining.directory.company import Hit, Person
from filon.leadmining.directory.normalising import name_key

MANY = 10_000
"""Counts are exact to here."""

_BATCH = 200
_WORD = re.compile(r"[^\W_]+")
_WHOLE = 3
"""Shorter words stand for themselves; longer ones also for all that begin with them."""

_MOST_TERMS, _MOST_PLACES = 200, 500
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
    """One filter as SQL, under the name of the form's field that causes it.

    `marks` are those of the index of words of which a company that passes has one.
    """

    field: str
    sql: str
    values: tuple[object, ...] = ()
    marks: tuple[str, ...] = ()


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
        _in_states(query.states),
        _of_form(query.legal_forms),
        _sized(query),
        _having("website") if query.has_website else None,
        _having("email") if query.has_email else None,
        _having("phone") if query.has_phone else None,
        _worded(query.text),
        _peopled(query),
    ]
    return [condition for condition in found if condition]


def count(files: Sequence[str], query: Query, *, with_steps: bool = False) -> Count:
    """How many companies in `files` fit. `with_steps` also counts after each filter, to say which lets none through."""
    wanted, result = conditions(query), Count()
    result.total = sum(_counted_in(name, wanted) for name in files)
    if with_steps or not result.total:
        for length in range(1, len(wanted) + 1):
            left = sum(_counted_in(name, wanted[:length]) for name in files)
            result.left.append((wanted[length - 1].field, left))
            if not left:
                break
    return result


def pick(files: Sequence[tuple[int, str]], query: Query, seed: int) -> Iterator[Hit]:
    """The companies that fit, of all datasets together, in an order by chance that `seed` decides, each once.

    `files` are datasets' ids and their files.
    """
    start = random.Random(seed).randrange(2**32)  # noqa: S311
    with ExitStack() as stack:
        opened = {dataset: stack.enter_context(store.opened(name)) for dataset, name in files}
        ranked = heapq.merge(*(_ranked(file, dataset, query, start) for dataset, file in opened.items()))
        while batch := list(itertools.islice(ranked, _BATCH)):
            rows = defaultdict[int, dict[int, Hit]](dict)
            for dataset, file in opened.items():
                ids = [key for _rank, of, key in batch if of == dataset]
                rows[dataset] = _hits(file, dataset, ids, with_people=query.with_people)
            yield from (rows[dataset][key] for _rank, dataset, key in batch)


def _ranked(file: sqlite3.Connection, dataset: int, query: Query, start: int) -> Iterator[tuple[int, int, int]]:
    """Rank, dataset and id of one file's companies that fit, the lowest rank first: their chance seen from `start`."""
    wanted = conditions(query)
    total = _counted(file, wanted)
    if 0 < total <= MANY and _BEYOND_TALLY & {condition.field for condition in wanted}:
        sql, values = _worded_rows(file, wanted, "chance, company.id")
        yield from sorted(((chance - start) % 2**32, dataset, key) for chance, key in file.execute(sql, values))
    elif total:
        places = _places(file, query)
        for turn in ("chance >= ?", "chance < ?"):
            walks = [_walk(file, place, wanted, turn, start) for place in places]
            yield from (((chance - start) % 2**32, dataset, key) for chance, key in heapq.merge(*walks))


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


def _hits(file: sqlite3.Connection, dataset_id: int, ids: Sequence[int], *, with_people: bool) -> dict[int, Hit]:
    marks = ", ".join("?" * len(ids))
    rows = file.execute(f"SELECT * FROM company WHERE id IN ({marks})", ids)  # noqa: S608
    return {row["id"]: Hit.of(dataset_id, row, _people_of(file, row["id"]) if with_people else ()) for row in rows}


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


def _counted_in(name: str, wanted: Sequence[Condition]) -> int:
    with store.opened(name) as file:
        return _counted(file, wanted)


def _counted(file: sqlite3.Connection, wanted: Sequence[Condition]) -> int:
    """How many fit, not further than we count: by the table of sums, where words or people are asked for by theirs."""
    summed = [condition for condition in wanted if condition.field not in _BEYOND_TALLY]
    where, values = _where(summed)
    sql = f"SELECT coalesce(sum(companies), 0) FROM tally WHERE {where}"  # noqa: S608
    total = int(file.execute(sql, values).fetchone()[0])
    if total and len(summed) < len(wanted):
        sql, values = _worded_rows(file, wanted, "1")
        total = int(file.execute(f"SELECT count(*) FROM ({sql} LIMIT {MANY + 1})", values).fetchone()[0])  # noqa: S608
    return min(total, MANY + 1)


def _worded_rows(file: sqlite3.Connection, wanted: Sequence[Condition], what: str) -> tuple[str, list[object]]:
    """A query by the index of words, which knows most filters by marks; companies are only read for the others."""
    asked, others = list[str](), list[Condition]()
    for condition in wanted:
        if condition.field == "text":
            asked += [_beginning_with(file, word) for word in condition.marks]
        elif condition.field in _OF_PLACE:
            continue
        elif condition.field == "size" and (mark := _sizes(file, condition)):
            asked.append(mark)
        elif condition.marks and all(mark.replace("_", "").isalnum() for mark in condition.marks):
            asked.append(_any_of(condition.marks))
        else:
            others.append(condition)
    of_place = [condition for condition in wanted if condition.field in _OF_PLACE]
    where, values = _where(of_place)
    sql = f"SELECT DISTINCT {store.PLACE_MARK} FROM tally WHERE {where} LIMIT {_MOST_PLACES + 1}"  # noqa: S608
    places = [row[0] for row in file.execute(sql, values)] if of_place else []
    if len(places) > _MOST_PLACES:
        others += of_place
    elif places:
        asked.append(_any_of(places))
    where, values = _where(others)
    asked.sort(key=lambda mark: mark.startswith("NOT "))  # from what is found before it
    joined = "CROSS JOIN company ON company.id = words.rowid" if others or what != "1" else ""
    sql = f"SELECT {what} FROM words {joined} WHERE words MATCH ? AND {where}"  # noqa: S608
    return sql, [" AND ".join(asked).replace(" AND NOT ", " NOT "), *values]


def _sizes(file: sqlite3.Connection, condition: Condition) -> str:
    """The marks of the sizes that pass, or, where companies of no known size pass too, of those that do not.

    Whole tens, hundreds and thousands of them have one mark. Empty when they are too many for the index of words.
    """
    sql = f"SELECT employees_min AS low, employees_max AS high, ({condition.sql}) AS passes FROM sizes"  # noqa: S608
    sizes = [(row["low"], row["high"], bool(row["passes"])) for row in file.execute(sql, condition.values)]
    unknown = "employees_min IS NULL" in condition.sql
    marks = _fewest(sizes, wanted=not unknown)
    if not 0 < len(marks) <= _MOST_PLACES:
        return ""
    return ("NOT " if unknown else "") + _any_of(marks)


def _fewest(sizes: Sequence[tuple[int, int | None, bool]], *, wanted: bool) -> list[str]:
    """The fewest marks that the sizes of the file have which pass, or else do not, and no other size has."""
    left, marks = [(low, high) for low, high, passes in sizes if passes == wanted], list[str]()
    for step in store.SIZE_STEPS:
        cut = {low // step for low, high, passes in sizes if low == high and passes != wanted}
        whole = {low // step for low, high in left if low == high} - cut
        left = [(low, high) for low, high in left if low != high or low // step not in whole]
        marks += [f"_z{step}z{part}" for part in sorted(whole)]
    return [*marks, *(f"_z{low}_{'' if high is None else high}" for low, high in left)]


def _beginning_with(file: sqlite3.Connection, word: str) -> str:
    """The words of the file that begin with `word`: named, because their lists are then only read as far as needed."""
    if len(word) < _WHOLE:
        return f'"{word}"'
    sql = "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?"
    terms = [row[0] for row in file.execute(sql, (word, f"{word}\U0010ffff", _MOST_TERMS + 1))]
    return f'"{word}"*' if len(terms) > _MOST_TERMS else _any_of(terms or [word])


def _any_of(terms: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"


def _where(wanted: Sequence[Condition]) -> tuple[str, list[object]]:
    sql = " AND ".join(condition.sql for condition in wanted) or "1"
    return sql, [value for condition in wanted for value in condition.values]


def _among(name: str, column: str, values: tuple[str, ...]) -> Condition | None:
    marks = ", ".join("?" * len(values))
    return Condition(name, f"{column} IN ({marks})", values) if values else None


def _having(name: str) -> Condition:
    return Condition(f"has_{name}", f"has_{name} = 1", marks=(f"_{name}",))


def _sized(query: Query) -> Condition | None:
    if query.size_min is None and query.size_max is None:
        return None
    low, high = query.size_min or 0, query.size_max if query.size_max is not None else 10**9
    overlap = "(employees_min IS NOT NULL AND employees_min <= ? AND coalesce(employees_max, 1000000000) >= ?)"
    unknown = " OR employees_min IS NULL" if query.with_unknown_size else ""
    return Condition("size", f"({overlap}{unknown})", (high, low))


def _in_states(states: tuple[str, ...]) -> Condition | None:
    found = _among("states", "state", states)
    return replace(found, marks=tuple("_s" + state.replace("-", "") for state in states)) if found else None


def _of_form(forms: tuple[str, ...]) -> Condition | None:
    capitals = [form.encode().upper() for form in forms]  # as SQLite makes them: only those of ASCII
    found = _among("legal_forms", "upper(legal_form)", tuple(form.decode() for form in capitals))
    return replace(found, marks=tuple("_f" + form.hex() for form in capitals)) if found else None


def _worded(text: str) -> Condition | None:
    """Each word is, or from three letters on begins, a word of the name or the town."""
    words = tuple(_WORD.findall(folded(text)))
    if not words:
        return None
    row = "' ' || name_key || ' ' || replace(city_key, '-', ' ') || ' ' LIKE ?"
    likes = tuple(f"% {word}{' ' if len(word) < _WHOLE else ''}%" for word in words)
    return Condition("text", " AND ".join([row] * len(words)), likes, words)


def _peopled(query: Query) -> Condition | None:
    """Companies with people are wanted: those who have somebody in one of the roles, or of the seniority."""
    if not query.with_people:
        return None
    roles = tuple(role for role in (query.role, *query.other_roles) if role)
    column, values = ("role", roles) if roles else ("seniority", tuple(filter(None, [query.seniority])))
    asked = f" AND {column} IN ({', '.join('?' * len(values))})" if values else ""
    sql = f"EXISTS (SELECT 1 FROM person WHERE person.company = company.id{asked})"  # noqa: S608
    letter = "_r" if roles else "_n"
    return Condition("people", sql, values, tuple(f"{letter}{value}" for value in values) or ("_people",))


def _people_of(file: sqlite3.Connection, company: int) -> tuple[Person, ...]:
    rows = file.execute("SELECT * FROM person WHERE company = ? ORDER BY rowid LIMIT 20", (company,))
    names = ("full_name", "title", "role", "seniority", "email", "phone")
    return tuple(Person(**{name: row[name] for name in names}) for row in rows)
