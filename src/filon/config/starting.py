"""What must be true before anything is served: a usable data folder, and a database with this version's tables."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import Error as DatabaseFault
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from filon.config import faults
from filon.config.faults import StartFault
from filon.history.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from filon.history.services.examining import repair

MIGRATE_LOCK = 7_405_601_204  # any number that nothing else in this database locks
ENOUGH_SPACE = 20 * 1024 * 1024


class Tables(Enum):
    """How the tables stand to this version of the code."""

    RIGHT = "ok"
    OLDER = "pending"
    NEWER = "newer"


def check_home() -> None:
    """Refuse a data folder that cannot be written to or has no room left."""
    home = Path(settings.FILON_HOME)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"\0" * 65536)
            probe.flush()
        space = os.statvfs(home)
    except OSError as error:
        raise StartFault(faults.of_file(error, home)) from error
    if space.f_bavail * space.f_frsize < ENOUGH_SPACE:
        raise StartFault(f"The disk is nearly full: free some space and start again ({home}).")


def check_database() -> None:
    """Refuse a database that does not answer. A server is asked past the pool, which would try for half a minute."""
    try:
        default = connections["default"]
        if isinstance(default, PostgreSQL):
            psycopg.connect(**{**default.get_connection_params(), "connect_timeout": 5}).close()
        with default.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseFault, psycopg.Error) as error:
        raise StartFault(faults.of_database(error)) from error


def tables() -> Tables:
    """Compare the migrations in the database with those of this version."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if any(key[0] in loader.migrated_apps and key not in loader.disk_migrations for key in loader.applied_migrations):
        return Tables.NEWER
    return Tables.OLDER if executor.migration_plan(loader.graph.leaf_nodes()) else Tables.RIGHT


def refuse_newer(state: Tables) -> None:
    """Refuse a database that a newer version has written to."""
    if state is Tables.NEWER:
        raise StartFault(
            "The database was written by a newer version of Filon: install that version, or restore an older backup."
        )


def migrate(guarded: Callable[[], AbstractContextManager[None]] = nullcontext) -> bool:
    """Bring the tables up to date, within `guarded()` when there is something to do; says whether there was."""
    check_home()
    check_database()
    with _alone():
        state = tables()
        refuse_newer(state)
        if state is Tables.RIGHT:
            repair()
            return False
        with guarded():
            call_command("migrate", verbosity=0, interactive=False)
        return True


def require_right_tables() -> None:
    """Refuse to serve from tables that are not this version's."""
    check_home()
    check_database()
    state = tables()
    refuse_newer(state)
    if state is Tables.OLDER:
        raise StartFault("The database is older than this version of Filon: run `filon migrate` first.")
    repair()


@contextmanager
def _alone() -> Iterator[None]:
    """On PostgreSQL, let one process migrate at a time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATE_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATE_LOCK])


def tables_at_a_glance() -> Tables:
    """As `tables`, in one query and a millisecond, for the health check."""
    known = _known_migrations()
    applied = {key for key in MigrationRecorder.Migration.objects.values_list("app", "name") if key[0] in known}
    if any(name not in known[app] for app, name in applied):
        return Tables.NEWER
    return Tables.RIGHT if len(applied) == sum(map(len, known.values())) else Tables.OLDER


@cache
def _known_migrations() -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for app, name in MigrationLoader(None).disk_migrations:
        known.setdefault(app, set()).add(name)
    return known
