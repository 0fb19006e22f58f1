"""One at a time: whoever routes two copies of one message must not do so side by side."""

from django.db import connection


def hold(key: str) -> None:
    """Wait for everybody else who holds `key`, and hold it until the transaction ends.

    SQLite lets only one transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
