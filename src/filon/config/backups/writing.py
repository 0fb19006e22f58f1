"""Writing an archive while others work: the rows of one moment, then the files, which never go before their rows."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connections

from filon import __version__
from filon.config.backups import archive, counters, rows
from filon.config.backups.archive import Manifest, Table
from filon.config.backups.snapshot import snapshot
from filon.config.backups.state import State
from filon.core import clock

PREFIX = "filon-"


def folder() -> Path:
    """Where backups are kept when nobody says otherwise."""
    return Path(settings.FILON_HOME) / "backups"


def write(path: Path) -> Manifest:
    """Write all that the installation owns to `path`, readable by its owner alone; nothing half-written is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as into:
                manifest = _rows(into)
                _files(into, manifest)
                into.writestr(archive.MANIFEST, manifest.text())
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def default_path() -> Path:
    """A new name in the folder of backups, which sorts by time."""
    return folder() / f"{PREFIX}{clock.now():%Y%m%d-%H%M%S}.zip"


def forget(where: Path, keep: int) -> list[Path]:
    """Delete all but the latest `keep` backups in a folder; gives those that were deleted."""
    old = sorted(where.glob(f"{PREFIX}[0-9]*.zip"))[:-keep]
    for path in old:
        path.unlink()
    return old


def sums(lines: Iterable[bytes]) -> Table:
    """How many lines there are, with their sha256."""
    count, digest = 0, hashlib.sha256()
    for line in lines:
        count += 1
        digest.update(line)
    return Table(count, digest.hexdigest())


def _rows(into: zipfile.ZipFile) -> Manifest:
    with snapshot() as using:
        state = State.of(using)
        manifest = Manifest(__version__, connections[using].vendor, clock.now().isoformat(), state.migrations)
        for name, model in state.models.items():
            with into.open(archive.table_member(name), "w", force_zip64=True) as member:
                manifest.tables[name] = sums(_copied(rows.lines(model, using), member.write))
        manifest.counters = counters.read(connections[using], state.models.values())
    return manifest


def _copied(lines: Iterable[bytes], write: Callable[[bytes], object]) -> Iterator[bytes]:
    for line in lines:
        write(line)
        yield line


def _files(into: zipfile.ZipFile, manifest: Manifest) -> None:
    home = Path(settings.FILON_HOME)
    for path in sorted((home / "files").glob("??/??/*")):
        if len(path.name) == 64:
            into.write(path, f"files/{path.name}", zipfile.ZIP_STORED)
            manifest.files += 1
    into.writestr(archive.KEY, settings.SECRET_KEY)
