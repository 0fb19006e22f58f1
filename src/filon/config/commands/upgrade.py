"""`filon upgrade`: bring the data of an older version up to this one, or leave it as it was."""

from argparse import Namespace

from filon import __version__
from filon.config.backups import upgrading


def run(_arguments: Namespace) -> None:
    """Upgrade, and say how it ended."""
    if upgrading.upgrade(print):
        print(f"The data is now that of Filon {__version__}.")
    else:
        print(f"The data is that of Filon {__version__} already.")
