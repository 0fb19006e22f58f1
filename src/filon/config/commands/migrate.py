"""`filon migrate`: bring the database up to date."""

from argparse import Namespace

from filon.config import starting


def run(_arguments: Namespace) -> None:
    """Migrate, and say whether there was anything to do."""
    print("The database is up to date." if not starting.migrate() else "The database has been brought up to date.")
