"""`filon move-to-postgres URL`: the SQLite database, all of it, into an empty database of a PostgreSQL server."""

import os
import subprocess
import sys
from argparse import Namespace

from django.conf import settings

from filon.config import environment, starting
from filon.config.backups import writing
from filon.config.faults import StartFault


def run(arguments: Namespace) -> None:
    """Back up, restore over there, where every table is read again and compared, and say what to set."""
    if not settings.IS_SQLITE:
        raise StartFault("The data is in PostgreSQL already: DATABASE_URL says so.")
    if not arguments.url.startswith(("postgresql://", "postgres://")):
        raise environment.WrongSetting("The address must look like postgresql://user:password@host/filon.")
    starting.check_home()
    starting.check_database()
    path = writing.default_path()
    manifest = writing.write(path)
    print(f"{manifest.rows:,} rows of {len(manifest.tables)} tables are kept in {path}; moving them…", flush=True)
    # Another process, for a migration may ask for the default database at any depth.
    command = [sys.executable, "-m", "filon.config.console", "restore", str(path)]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": arguments.url}, check=False)
    if done.returncode:
        raise StartFault("The data was not moved. What is in SQLite has not been touched.")
    print(f"Set DATABASE_URL={arguments.url} and start Filon again. The SQLite file stays where it is.")
