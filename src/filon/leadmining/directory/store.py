"""A dataset's file: written aside by a load, put in place whole, and read by everybody afterwards.

One SQLite file for each dataset, whatever database the CRM uses: a reload is a rename, a failed load leaves nothing
behind, backups of the CRM stay small, and readers need no locks.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from filon.leadmining.directory.company import COLUMNS, Company, Person

_TYPES = {"employees_min": "INTEGER", "employees_max": "INTEGER", "turnover": "INTEGER", "nace_rev": "INTEGER"}
_INDEXES = (
    "CREATE INDEX company_by_place ON company (country, industry, state, is_active, chance)",
    "CREATE INDEX company_by_chance ON company (chance)",
    "CREATE INDEX company_by_vat ON company (vat) WHERE vat != ''",
    "CREATE INDEX company_by_legal_id ON company (legal_id) WHERE legal_id != ''",
    "CREATE INDEX company_by_domain ON company (domain) WHERE domain != ''",
    "CREATE INDEX company_by_name ON company (name_key)",
    "CREATE INDEX person_by_company ON person (company)",
)


def folder() -> Path:
    """Where the files live."""
    return Path(settings.FILON_HOME) / "directory"


Fault = sqlite3.Error
"""What SQLite raises, a full disk among it."""


class Draft:
    """A file that a load is writing. `add` takes rows; `finish` builds the indexes and puts it in place."""

    def __init__(self, name: str) -> None:
        folder().mkdir(parents=True, exist_ok=True)
        self.place = folder() / name
        self.aside = self.place.with_suffix(".part")
        self.discard()
        self.database = sqlite3.connect(self.aside, isolation_level=None)
        self.database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE;"
        )
        columns = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in COLUMNS)
        self.database.execute(f"CREATE TABLE company (id INTEGER PRIMARY KEY, chance INTEGER, {columns})")
        self.database.execute(
            "CREATE TABLE person (company INTEGER, full_name TEXT, title TEXT, role TEXT, seniority TEXT,"
            " email TEXT, phone TEXT)"
        )
        self.database.execute("BEGIN")
        self.rows = 0

    def add(self, companies: Iterable[Company]) -> None:
        """Write rows; they come as a stream and are never all in memory."""
        marks = ", ".join("?" * (len(COLUMNS) + 2))
        self.database.executemany(f"INSERT INTO company VALUES ({marks})", self._written(companies))  # noqa: S608

    def _written(self, companies: Iterable[Company]) -> Iterator[tuple[object, ...]]:
        for company in companies:
            self.rows += 1
            if company.people:
                self._add_people(self.rows, company.people)
            yield (self.rows, _chance(company.source_key), *(getattr(company, name) for name in COLUMNS))

    def _add_people(self, key: int, people: list[Person]) -> None:
        rows = [(key, one.full_name, one.title, one.role, one.seniority, one.email, one.phone) for one in people]
        self.database.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_doubles(self) -> int:
        """Keep the first row of each key; returns how many others went."""
        self.database.execute("CREATE INDEX company_by_key ON company (source_key)")
        gone = self.database.execute(
            "DELETE FROM company WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER"
            " (PARTITION BY source_key ORDER BY id) AS turn FROM company) WHERE turn > 1)"
        ).rowcount
        self.rows -= gone
        return gone

    def finish(self) -> None:
        """Build the indexes, check the file, and put it in place of the one before."""
        for statement in _INDEXES:
            self.database.execute(statement)
        self.database.execute("COMMIT")
        self.database.execute("ANALYZE")
        (verdict,) = self.database.execute("PRAGMA quick_check").fetchone()
        self.database.close()
        if verdict != "ok":
            self.discard()
            raise OSError(verdict)
        with self.aside.open("rb+") as written:
            written.flush()
            os.fsync(written.fileno())
        self.aside.replace(self.place)

    def discard(self) -> None:
        """Leave nothing behind."""
        database = getattr(self, "database", None)
        if database is not None:
            database.close()
        self.aside.unlink(missing_ok=True)


def _chance(key: str) -> int:
    """A number that says nothing about the row and is the same at every load."""
    return zlib.crc32(key.encode())


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
