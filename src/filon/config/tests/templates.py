"""A database with all tables, made once for each state of the code: tests copy it, which takes no time.

On SQLite it is a file in build/; on PostgreSQL a database of the server, which goes when the next one comes.
"""

import fcntl
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from filon.config.tests.commands import address_of, environment_of, run

SOURCE = Path(__file__).resolve().parents[2]
ROOT = SOURCE.parent.parent
KEPT = ROOT / "build" / "templates"
PREFIX = f"filon_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}_"


@cache
def state() -> str:
    """What the code is: the tables follow from migrations, models and triggers, wherever these are written."""
    digest = hashlib.sha256()
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def file() -> Path:
    """The migrated SQLite database."""
    path = KEPT / f"{state()}.sqlite3"
    with _alone():
        if not path.exists():
            for older in KEPT.glob("*.sqlite3"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=KEPT) as home:
                run(environment_of(Path(home), "", Path(home) / "static"), "migrate")
                (Path(home) / "filon.sqlite3").rename(path)
    return path


def database(server: str) -> str:
    """The name of the migrated database on the PostgreSQL server that `server` names."""
    name, unfinished = PREFIX + state(), f"{PREFIX}unfinished"
    with _alone(), psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        names = {row[0] for row in found}
        if name not in names:
            for older in names:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(older)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            with tempfile.TemporaryDirectory() as home:
                run(environment_of(Path(home), address_of(server, unfinished), Path(home) / "static"), "migrate")
            renaming = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(renaming.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


@contextmanager
def _alone() -> Iterator[None]:
    """One process makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
