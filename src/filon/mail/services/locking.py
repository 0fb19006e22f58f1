"""One at a time: whoever routes two copies of one message must not do so side by side, nor whoever sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection

_TURNS: dict[str, Lock] = {}


def hold(key: str) -> None:
    """Wait for everybody else who holds `key`, and hold it until the transaction ends.

    SQLite lets only one transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


@contextmanager
def turn(key: str) -> Iterator[bool]:
    """Whether it is our turn for `key`: nobody else has it now. Never waits, and needs no transaction.

    On PostgreSQL among all processes, by the session; on SQLite among the threads of the one process that serves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 1))", [key])
            is_ours = bool(cursor.fetchone()[0])
        try:
            yield is_ours
        finally:
            if is_ours:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 1))", [key])
        return
    lock = _TURNS.setdefault(key, Lock())
    is_ours = lock.acquire(blocking=False)
    try:
        yield is_ours
    finally:
        if is_ours:
            lock.release()
