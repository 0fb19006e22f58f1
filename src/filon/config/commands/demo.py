"""`filon demo`: fill an empty data folder with the demonstration."""

from argparse import Namespace

from filon.config import starting
from filon.config.demo import loading
from filon.config.faults import StartFault


def run(_arguments: Namespace) -> None:
    """Fill it, or refuse when somebody has begun to work in it."""
    starting.migrate()
    if not loading.is_empty():
        raise StartFault("Demo data goes into an empty data folder only: set FILON_HOME to another one.")
    print(f"Added {loading.load()} opportunities. Sign in as admin@filon.localhost with the password demo.")
