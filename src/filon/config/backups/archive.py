"""The archive: a zip that any program opens.

manifest.json              version, engine, migrations, rows and sha256 of each table, counters
tables/<table>.jsonl       the rows, a line of JSON each
files/<sha256>             attachments and raw messages
secret-key                 what stored passwords of mailboxes are enciphered with
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filon.config.backups.state import Migration
from filon.config.faults import StartFault

FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret-key"


@dataclass
class Table:
    """How many rows a table has, and the sha256 of its lines."""

    rows: int
    sha256: str


@dataclass
class Manifest:
    """What an archive says of itself."""

    filon: str
    engine: str
    made_at: str
    migrations: list[Migration]
    format: int = FORMAT
    files: int = 0
    tables: dict[str, Table] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    """The highest id that a table ever gave away; an id is never given twice."""

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def text(self) -> str:
        """As it stands in the archive."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)


def table_member(name: str) -> str:
    """Where the rows of a table are."""
    return f"tables/{name}.jsonl"


def opened(path: Path) -> zipfile.ZipFile:
    """An archive that can be read to its end, or a sentence that says why not."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError) as error:
        raise StartFault(f"{path} is not a backup of Filon: {error}.") from error
    if MANIFEST not in archive.namelist():
        raise StartFault(f"{path} is not a backup of Filon: it has no {MANIFEST}.")
    if damaged := _damaged(archive):
        raise StartFault(f"The backup {path} is damaged: {damaged} cannot be read. Use another one.")
    return archive


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """What an archive says of itself."""
    try:
        said = json.loads(archive.read(MANIFEST))
        if said["format"] > FORMAT:
            raise StartFault(f"{archive.filename} was written by a newer version of Filon: {said['filon']}.")
        tables = {name: Table(**table) for name, table in said.pop("tables").items()}
        migrations = [(app, name) for app, name in said.pop("migrations")]
        return Manifest(**said, tables=tables, migrations=migrations)
    except (ValueError, KeyError, TypeError) as error:
        raise StartFault(f"{archive.filename} is not a backup of Filon: its {MANIFEST} makes no sense.") from error


def files(archive: zipfile.ZipFile) -> Iterator[str]:
    """The sha256 of each file that is kept."""
    for name in archive.namelist():
        if name.startswith("files/"):
            yield name.removeprefix("files/")


def _damaged(archive: zipfile.ZipFile) -> str | None:
    try:
        return archive.testzip()
    except (OSError, EOFError, zipfile.BadZipFile, ValueError):
        return "the end"
