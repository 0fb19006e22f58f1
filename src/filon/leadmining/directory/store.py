"""A dataset's file: written aside by a load, put in place whole, and read by everybody afterwards.

One SQLite file for each dataset, whatever database the CRM uses: a reload is a rename, a failed load leaves nothing
behind, backups of the CRM stay small, and readers need no locks.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from filon.leadmining.directory.company import COLUMNS, Company, Person

_TYPES = {"employees_min": "INTEGER", "employees_max": "INTEGER", "turnover": "INTEGER", "nace_rev": "INTEGER"}
_MARKS = ("website", "email", "phone")
"""Columns of which also stands whether they have a value, so that an index alone answers it."""

_PLACE = "country, industry, is_active"
PLACE_MARK = "'_p' || country || replace(industry, '-', '') || is_active"
STATE_MARK = "'_s' || replace(state, '-', '')"
_PEOPLE_MARKS = (
    "coalesce((SELECT '_people ' || group_concat(DISTINCT '_r' || role || ' _n' || seniority)"
    " FROM person WHERE company = company.id), '')"
)
SIZE_STEPS = (1000, 100, 10)
"""A size stands in the index of words by itself, and divided by each: a span of sizes is then few marks."""

_EXACT_SIZE = "'_z' || employees_min || '_' || coalesce(employees_max, '')"
_SIZE_STEPS = " || ".join(f"' _z{step}z' || (employees_min / {step})" for step in SIZE_STEPS)
_SIZE_MARKS = (
    f"CASE WHEN employees_min IS NULL THEN '' WHEN employees_min = employees_max THEN {_EXACT_SIZE} || {_SIZE_STEPS}"
    f" ELSE {_EXACT_SIZE} END"
)
_FORM_MARK = "'_f' || hex(upper(legal_form))"
_MARKED = " || ' ' || ".join(
    (
        *(PLACE_MARK, STATE_MARK, _FORM_MARK, _SIZE_MARKS),
        *(f"iif(has_{name}, '_{name}', '')" for name in _MARKS),
        _PEOPLE_MARKS,
    )
)
"""What else stands in the index of words, so that it alone can count words in a county, of a size or with people in a
role. No word of a name begins with `_`."""

_FILTERED = "state, legal_form, employees_min, employees_max, has_website, has_email, has_phone"
_KNOWN = f"{_PLACE}, {_FILTERED}"
INDEXES = (
    f"CREATE INDEX IF NOT EXISTS company_by_place ON company ({_PLACE}, chance, {_FILTERED})",
    "CREATE INDEX IF NOT EXISTS company_by_vat ON company (vat) WHERE vat != ''",
    "CREATE INDEX IF NOT EXISTS company_by_domain ON company (domain) WHERE domain != ''",
    "CREATE INDEX IF NOT EXISTS company_by_name ON company (name_key)",
    "CREATE INDEX IF NOT EXISTS person_by_company ON person (company)",
    "DROP TABLE IF EXISTS words",
    (
        "CREATE VIRTUAL TABLE words USING fts5(name_key, city_key, marks, content='', columnsize=0, detail=none,"
        """ tokenize = "unicode61 tokenchars '_'")"""
    ),
    "INSERT INTO words (words, rank) VALUES ('hashsize', 8388608)",  # fewer pieces to join afterwards
    f"INSERT INTO words (rowid, name_key, city_key, marks) SELECT id, name_key, city_key, {_MARKED} FROM company",  # noqa: S608
    "DROP TABLE IF EXISTS vocabulary",
    "CREATE TABLE vocabulary (term TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, 'row')",
    "INSERT INTO vocabulary SELECT term FROM terms",
    "DROP TABLE temp.terms",
    "DROP TABLE IF EXISTS tally",
    f"CREATE TABLE tally AS SELECT {_KNOWN}, count(*) AS companies FROM company GROUP BY {_KNOWN}",  # noqa: S608
    "DROP TABLE IF EXISTS sizes",
    "CREATE TABLE sizes AS SELECT DISTINCT employees_min, employees_max FROM tally WHERE employees_min IS NOT NULL",
)
"""What makes a file quick to ask, the table of sums among it."""


def folder() -> Path:
    """Where the files live."""
    return Path(settings.FILON_HOME) / "directory"


Fault = sqlite3.Error
"""What SQLite raises, a full disk among it."""


class Draft:
    """A file that a load is writing. `add` takes rows; `keep` makes them last; `finish` puts the file in place.

    What was kept survives a worker that dies: a draft of the same `origin` goes on where `state` says.
    """

    def __init__(self, key: str, name: str, origin: str) -> None:
        folder().mkdir(parents=True, exist_ok=True)
        self.place, self.aside = folder() / name, folder() / f"{key}.part"
        self.state: dict[str, Any] = {}
        self._open()
        if not self._goes_on(origin):
            self.discard()
            self._open()
            self._create(origin)
        self.database.execute("BEGIN")
        self.rows = int(self.database.execute("SELECT coalesce(max(id), 0) FROM company").fetchone()[0])

    def _open(self) -> None:
        self.database = sqlite3.connect(self.aside, isolation_level=None)
        self.database.executescript(
            "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = OFF; PRAGMA cache_size = -40960;"
            "PRAGMA temp_store = FILE; PRAGMA locking_mode = EXCLUSIVE;"
        )

    def _goes_on(self, origin: str) -> bool:
        """Whether an earlier run of the same load left something."""
        try:
            found = self.database.execute("SELECT state FROM stage WHERE origin = ?", (origin,)).fetchone()
        except sqlite3.Error:
            return False
        self.state = json.loads(found[0]) if found else {}
        return found is not None

    def _create(self, origin: str) -> None:
        columns = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in COLUMNS)
        marks = ", ".join(f"has_{name} INTEGER" for name in _MARKS)
        self.database.executescript(
            f"CREATE TABLE company (id INTEGER PRIMARY KEY, chance INTEGER, {columns}, {marks});"
            "CREATE TABLE person (company INTEGER, full_name TEXT, title TEXT, role TEXT, seniority TEXT, email TEXT,"
            " phone TEXT); CREATE TABLE stage (origin TEXT, state TEXT);"
        )
        self.database.execute("INSERT INTO stage VALUES (?, '{}')", (origin,))

    def add(self, companies: Iterable[Company]) -> None:
        """Write rows; they come as a stream and are never all in memory."""
        marks = ", ".join("?" * (len(COLUMNS) + len(_MARKS) + 2))
        self.database.executemany(f"INSERT INTO company VALUES ({marks})", self._written(companies))  # noqa: S608

    def keep(self, state: dict[str, Any]) -> None:
        """What was added stays, whatever happens to this process; `state` says how far it is."""
        self.database.execute("UPDATE stage SET state = ?", (json.dumps(state),))
        self.database.execute("COMMIT")
        self.database.execute("BEGIN")

    def _written(self, companies: Iterable[Company]) -> Iterator[tuple[object, ...]]:
        for company in companies:
            self.rows += 1
            if company.people:
                self._add_people(self.rows, company.people)
            marks = (company.website != "", company.email != "", company.phone != "")
            yield (self.rows, zlib.crc32(company.source_key.encode()), *company.values(), *marks)

    def _add_people(self, key: int, people: list[Person]) -> None:
        rows = [(key, one.full_name, one.title, one.role, one.seniority, one.email, one.phone) for one in people]
        self.database.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_doubles(self) -> int:
        """Keep the first row of each key; returns how many others went."""
        self.database.execute("CREATE INDEX IF NOT EXISTS company_by_key ON company (source_key)")
        doubled = "SELECT source_key FROM company GROUP BY source_key HAVING count(*) > 1"
        first = f"SELECT min(id) FROM company WHERE source_key IN ({doubled}) GROUP BY source_key"  # noqa: S608
        gone = self.database.execute(
            f"DELETE FROM company WHERE source_key IN ({doubled}) AND id NOT IN ({first})"  # noqa: S608
        ).rowcount
        self.rows -= gone
        return gone

    def survey(self) -> tuple[dict[str, float], dict[str, dict[str, int]]]:
        """The share of companies with a value in each column; how many there are by country, county and legal form."""
        sums = ", ".join(f"count(nullif({name}, ''))" for name in COLUMNS)
        counts = self.database.execute(f"SELECT {sums} FROM company").fetchone()  # noqa: S608
        shares = {name: round(count / max(self.rows, 1), 4) for name, count in zip(COLUMNS, counts, strict=True)}
        kinds = {"countries": ("country", 250), "states": ("state", 1000), "legal_forms": ("upper(legal_form)", 40)}
        return shares, {name: self._most(*told) for name, told in kinds.items()}

    def _most(self, value: str, most: int) -> dict[str, int]:
        return dict(
            self.database.execute(
                f"SELECT {value}, sum(companies) AS n FROM tally WHERE {value} != '' GROUP BY 1"  # noqa: S608
                f" ORDER BY n DESC LIMIT {most}"
            )
        )

    def finish(self) -> None:
        """Build the indexes; `publish` then puts the file in place."""
        for statement in INDEXES:
            self.database.execute(statement)

    def publish(self) -> None:
        """Check the file, and put it in place."""
        self.database.execute("DROP TABLE stage")
        self.database.execute("COMMIT")
        self.database.execute("PRAGMA analysis_limit = 1000")
        self.database.execute("ANALYZE")
        (verdict,) = self.database.execute("PRAGMA quick_check").fetchone()
        self.database.execute("PRAGMA journal_mode = DELETE")
        self.database.close()
        if verdict != "ok":
            self.discard()
            raise OSError(verdict)
        with self.aside.open("rb+") as written:
            os.fsync(written.fileno())
        self.aside.replace(self.place)

    def close(self) -> None:
        """Stop here; what was kept stays aside."""
        self.database.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        self.database.close()
        for path in (self.aside, self.aside.with_name(f"{self.aside.name}-journal")):
            path.unlink(missing_ok=True)


@contextmanager
def opened(name: str) -> Iterator[sqlite3.Connection]:
    """A dataset's file, for reading. FileNotFoundError when it is not there."""
    path = folder() / name
    if not path.exists():
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        database.row_factory = sqlite3.Row
        yield database


def remove(name: str) -> None:
    """Delete a dataset's file."""
    (folder() / name).unlink(missing_ok=True)
