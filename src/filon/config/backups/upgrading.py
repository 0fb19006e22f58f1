"""Upgrading: preflight, backup, migrate, verify. What fails on the way is undone, and the old version works again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from filon.config import faults, starting
from filon.config.backups import archive, restoring, writing
from filon.config.faults import StartFault
from filon.config.starting import Tables
from filon.history.services.examining import doctor
from filon.search.services import indexing

SPACE = 2.5
"""How many times the size of the database must be free on the disk of the data folder."""


def upgrade(say: Callable[[str], None]) -> bool:
    """Bring data of an older version up to this one; says whether there was anything to do.

    Raises StartFault, with everything as it was, when it cannot be done.
    """
    return starting.migrate(guarded=lambda: _kept_first(say))


def verify() -> None:
    """Refuse tables that are not whole: structure, foreign keys, triggers of history, text indexes."""
    if starting.tables() is not Tables.RIGHT:
        raise StartFault("The tables are not those of this version.")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            if (said := cursor.fetchone()[0]) != "ok":
                raise StartFault(f"The database file is damaged: {said}")
    connection.check_constraints()
    wrong = [f"{finding.subject}: {finding.sentence}" for finding in doctor() if not finding.is_well]
    if wrong or (wrong := list(indexing.faults(connection))):
        raise StartFault(f"Something is missing: {wrong[0]}")


@contextmanager
def _kept_first(say: Callable[[str], None]) -> Iterator[None]:
    """Keep what there is, then verify what became of it. A failure is undone: SQLite's file is put back as it was, to
    the byte; PostgreSQL's tables are made again from the backup."""
    if restoring.is_empty():
        yield
        return
    _check_space()
    path = writing.folder() / f"before-{writing.default_path().name}"
    say(f"The data is of an older version. It is kept first, in {path}")
    writing.write(path)
    copy = _copy()
    try:
        yield
        verify()
    except Exception as error:
        _put_back(path, copy)
        reason = str(error) if isinstance(error, StartFault) else faults.of_database(error)
        raise StartFault(
            f"The upgrade failed and was undone; the earlier version can go on with the data. ({reason})"
        ) from error
    finally:
        if copy:
            copy.unlink(missing_ok=True)


def _copy() -> Path | None:
    if connection.vendor != "sqlite":
        return None
    copy = Path(settings.FILON_HOME) / "before-upgrade.sqlite3"
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


def _put_back(path: Path, copy: Path | None) -> None:
    if copy:
        database = Path(str(connection.settings_dict["NAME"]))
        connections.close_all()
        for suffix in ("-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        copy.replace(database)
        return
    with archive.opened(path) as source:
        restoring.restore_rows(source, archive.manifest_of(source))


def _check_space() -> None:
    if connection.vendor == "sqlite":
        size = Path(str(connection.settings_dict["NAME"])).stat().st_size
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = cursor.fetchone()[0]
    free = shutil.disk_usage(settings.FILON_HOME).free
    if free < size * SPACE:
        raise StartFault(
            f"An upgrade first keeps a backup, for which {size * SPACE / 1e6:.0f} MB must be free in "
            f"{settings.FILON_HOME}; {free / 1e6:.0f} MB are."
        )
