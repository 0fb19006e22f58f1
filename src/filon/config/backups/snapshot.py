"""The database as it was at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot(using: str = "default") -> Iterator[str]:
    """The alias of a connection that sees one moment only.

    It is Django's plain one: ours would begin by waiting for its turn to write, and hold it to the end.
    """
    settings = {**connections[using].settings_dict}
    settings["ENGINE"] = settings["ENGINE"].replace("filon.history.backends.", "django.db.backends.")
    options: dict[str, Any] = {**settings["OPTIONS"], "transaction_mode": "DEFERRED"}
    if connections[using].vendor == "postgresql":
        options = {name: value for name, value in options.items() if name not in ("pool", "transaction_mode")}
    connections.settings[ALIAS] = {**settings, "OPTIONS": options}
    try:
        with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
            if connections[ALIAS].vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
