"""`filon restore FILE`: a backup into an empty data folder and database."""

from argparse import Namespace
from pathlib import Path

from filon.config import starting
from filon.config.backups import restoring


def run(arguments: Namespace) -> None:
    """Restore, and say what came back."""
    starting.check_home()
    starting.check_database()
    manifest = restoring.restore(Path(arguments.path).expanduser())
    moment = manifest.made_at[:16].replace("T", " ")
    print(f"{manifest.rows:,} rows and {manifest.files:,} files of {moment} UTC are back, counted and compared.")
    print("Start Filon with `filon serve`.")
