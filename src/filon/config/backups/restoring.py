"""Restoring an archive: made as of its own version, loaded, read again and compared, then brought up to this one."""

import hashlib
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from filon.config.backups import archive, counters, engines, rows
from filon.config.backups.archive import Manifest
from filon.config.backups.images import CHANGES, translator
from filon.config.backups.state import State
from filon.config.backups.writing import sums
from filon.config.faults import StartFault
from filon.core.files import LocalFileStore

USERS = "accounts_user"


def is_empty() -> bool:
    """Whether nobody has worked in this database yet: it has no tables, or no users."""
    if USERS not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {USERS} LIMIT 1")  # noqa: S608 -- a name of ours
        return cursor.fetchone() is None


def restore(path: Path) -> Manifest:
    """Bring back what `path` holds, at this version. A restore that fails leaves the database empty."""
    if not is_empty():
        raise StartFault("There is data in this data folder or database already: restore into an empty one.")
    with archive.opened(path) as source:
        manifest = archive.manifest_of(source)
        restore_rows(source, manifest)
        _restore_files(source)
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


def restore_rows(source: zipfile.ZipFile, manifest: Manifest) -> None:
    """Make the tables as the archive's version had them, whatever stood there before, with the archive's rows."""
    state = State(manifest.migrations)
    engines.wipe()
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(state.targets)
        with engines.unhindered():
            engines.truncate(state.models)
            for name, model in state.models.items():
                _load(source, manifest, name, model)
            counters.write(connection, state.models.values(), manifest.counters)
            _compare(manifest, state.models)
            engines.forget_transactions(CHANGES)
    except (DatabaseError, StartFault, KeyError, ValueError) as error:
        engines.wipe()
        raise StartFault(f"The backup could not be restored, and nothing was changed: {error}") from error


def _load(source: zipfile.ZipFile, manifest: Manifest, name: str, model: type[Model]) -> None:
    if name not in manifest.tables:
        return
    columns = [str(field.column) for field in rows.fields_of(model)]
    read = rows.reader(model, connection.alias)
    translated = translator(source, manifest.engine, name, columns)
    with source.open(archive.table_member(name)) as lines:
        engines.insert(name, columns, (translated(read(line)) for line in lines))


def _compare(manifest: Manifest, models: "dict[str, type[Model]]") -> None:
    """Read every table again, as a backup would, and compare."""
    for name, said in manifest.tables.items():
        found = sums(rows.lines(models[name], connection.alias))
        # The images of history are written anew for the other engine.
        is_rewritten = name == CHANGES and manifest.engine != connection.vendor
        if found.rows != said.rows or (found.sha256 != said.sha256 and not is_rewritten):
            raise StartFault(f"{name} has {found.rows} rows with another sum than the {said.rows} of the backup.")


def _restore_files(source: zipfile.ZipFile) -> None:
    home = Path(settings.FILON_HOME)
    store = LocalFileStore(home / "files")
    for digest in archive.files(source):
        content = source.read(f"files/{digest}")
        if hashlib.sha256(content).hexdigest() != digest:
            raise StartFault(f"The file {digest} of the backup is not what its name says.")
        store.put(content)
    key = home / archive.KEY
    if archive.KEY in source.namelist():
        key.touch(mode=0o600)
        key.write_bytes(source.read(archive.KEY))
