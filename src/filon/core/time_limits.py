"""A limit on how long one query may run, for those whose cost nobody can know beforehand."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

_STEPS_BETWEEN_LOOKS = 20_000


class TooSlow(Exception):
    """The query was stopped: it had not finished within its limit."""


@contextmanager
def time_limit(seconds: float, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Stop the queries inside, which only read, once they have run for `seconds`; raises `TooSlow`."""
    limit = _on_sqlite if connections[using].vendor == "sqlite" else _on_postgresql
    try:
        with limit(seconds, using):
            yield
    except OperationalError as error:
        if "interrupted" in str(error) or "statement timeout" in str(error):
            raise TooSlow from error
        raise


@contextmanager
def _on_sqlite(seconds: float, using: str) -> Iterator[None]:
    end = time.monotonic() + seconds
    connections[using].ensure_connection()
    driver = connections[using].connection
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def _on_postgresql(seconds: float, using: str) -> Iterator[None]:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000):d}"])
        yield
        cursor.execute("SELECT set_config('statement_timeout', '0', true)")
