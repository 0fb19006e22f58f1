"""`filon backup [FILE|FOLDER] [--keep N]`: everything in one file, while Filon goes on working."""

from argparse import Namespace
from pathlib import Path

from filon.config import starting
from filon.config.backups import writing


def run(arguments: Namespace) -> None:
    """Write the backup, say what is in it, and forget the oldest."""
    starting.check_home()
    starting.check_database()
    given = Path(arguments.path).expanduser() if arguments.path else writing.folder()
    path = given if given.suffix == ".zip" else given / writing.default_path().name
    manifest = writing.write(path)
    size = path.stat().st_size / 1e6
    print(f"{path}: {manifest.rows:,} rows of {len(manifest.tables)} tables, {manifest.files:,} files, {size:,.1f} MB.")
    if arguments.keep:
        for old in writing.forget(path.parent, arguments.keep):
            print(f"{old} is older and has been deleted.")
