"""The highest id that each table ever gave away, on either engine."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, BigAutoField, Model


def read(connection: BaseDatabaseWrapper, models: Iterable[type[Model]]) -> dict[str, int]:
    """The counters by table; a table that never gave an id away has none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            counted = {model._meta.db_table for model in models}
            return {name: value for name, value in sorted(cursor.fetchall()) if value and name in counted}
        found = {}
        for table, column in _counted(models):
            given = "pg_sequence_last_value(pg_get_serial_sequence(%s, %s))"
            sql = f'SELECT greatest(max("{column}"), {given}) FROM "{table}"'  # noqa: S608 -- names of our tables
            cursor.execute(sql, [f'"{table}"', column])
            if value := cursor.fetchone()[0]:
                found[table] = int(value)
        return found


def write(connection: BaseDatabaseWrapper, models: Iterable[type[Model]], counters: dict[str, int]) -> None:
    """Go on counting where `counters` stopped, and never below a row that exists."""
    with connection.cursor() as cursor:
        for table, column in _counted(models):
            cursor.execute(f'SELECT max("{column}") FROM "{table}"')  # noqa: S608 -- names of our tables
            last = max(counters.get(table, 0), cursor.fetchone()[0] or 0)
            if last and connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            elif last:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, last])


def _counted(models: Iterable[type[Model]]) -> Iterable[tuple[str, str]]:
    for model in models:
        key = model._meta.pk
        if isinstance(key, AutoField | BigAutoField):
            yield model._meta.db_table, str(key.column)
