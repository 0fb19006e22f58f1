"""Reading and writing rows by their images, on either engine."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field

from filon.history.batching import batched
from filon.history.images import image
from filon.history.recorded import Recorded, storage_type
from filon.history.triggers import postgresql, sqlite

Written = tuple[int, str]
"""The key of a row and the text of an image with (at least) the columns that are to be written."""


class Rows(ABC):
    """The rows of one recorded table."""

    locking = ""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded = recorded
        self.table = f'"{recorded.table}"'
        self.key = f'"{recorded.key}"'

    def live(self, keys: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The images of the rows that exist, by key."""
        found = {}
        with connection.cursor() as cursor:
            for some in batched(keys):
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(
                    f"SELECT {self.key}, {self._image()} FROM {self.table} AS t WHERE {self.key} IN ({marks})", some
                )
                found.update({key: image(text) for key, text in cursor.fetchall()})
        return found

    def delete(self, keys: Sequence[int]) -> None:
        """Delete the rows; the caller has seen that nothing refers to them."""
        with connection.cursor() as cursor:
            for some in batched(keys):
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(f"DELETE FROM {self.table} WHERE {self.key} IN ({marks})", some)

    def field(self, column: str) -> "Field[Any, Any]":
        """The field that a column stores."""
        return self.recorded.by_column[column]

    @abstractmethod
    def update(self, columns: Sequence[str], rows: Sequence[Written]) -> None:
        """Set `columns` of each row to what its image says."""

    @abstractmethod
    def insert(self, rows: Sequence[Written]) -> None:
        """Insert each row as its image, a whole one, says."""

    @abstractmethod
    def _image(self) -> str:
        """An expression for the image of the row called t."""


class SQLiteRows(Rows):
    """Values are bound as they were read from the JSON; column affinities make them what they were."""

    def update(self, columns: Sequence[str], rows: Sequence[Written]) -> None:
        """Set `columns` of each row to what its image says."""
        sets = ", ".join(f'"{column}" = %s' for column in columns)
        values = ([*self._bound(columns, text), key] for key, text in rows)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {self.table} SET {sets} WHERE {self.key} = %s", list(values))

    def insert(self, rows: Sequence[Written]) -> None:
        """Insert each row as its image says."""
        columns = [str(field.column) for field in self.recorded.stored]
        names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
        values = [self._bound(columns, text) for _key, text in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.table} ({names}) VALUES ({marks})", values)

    def _bound(self, columns: Sequence[str], text: str) -> list[Any]:
        stored = json.loads(text, parse_float=str)
        return [self.bound(self.field(column), stored.get(column)) for column in columns]

    @staticmethod
    def bound(field: "Field[Any, Any]", stored: Any) -> Any:
        """What to bind for a value of an image."""
        kind = storage_type(field)
        if stored is None or kind not in ("binary", "float"):
            return stored
        # SQLite rounds two in a thousand reals wrongly when it reads them from text; Python does not.
        return bytes.fromhex(stored) if kind == "binary" else float(stored)

    def _image(self) -> str:
        return sqlite.image(self.recorded, "t")


class PostgreSQLRows(Rows):
    """The database reads the image itself; only jsonb columns, which stand in it as text, need a cast."""

    locking = " FOR UPDATE"

    def update(self, columns: Sequence[str], rows: Sequence[Written]) -> None:
        """Set `columns` of each row to what its image says, all in one statement."""
        sets = ", ".join(f'"{column}" = {self.value(column)}' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table} SET {sets} FROM {self._source()} WHERE {self.table}.{self.key} = i.key",
                self._bound(rows),
            )

    def insert(self, rows: Sequence[Written]) -> None:
        """Insert each row as its image says, all in one statement."""
        columns = [str(field.column) for field in self.recorded.stored]
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(self.value(column) for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} ({names}) SELECT {values} FROM {self._source()}", self._bound(rows)
            )

    def value(self, column: str) -> str:
        """The expression for a column of the image i."""
        is_json = storage_type(self.field(column)) == "json"
        return f"(i.image ->> '{column}')::jsonb" if is_json else f'r."{column}"'

    def _source(self) -> str:
        json_columns = [str(field.column) for field in self.recorded.stored if storage_type(field) == "json"]
        plain = "i.image" + "".join(f" - '{column}'" for column in json_columns)
        return (
            "(SELECT key, image::jsonb AS image FROM unnest(%s::bigint[], %s::text[]) AS given(key, image)) AS i, "
            f"LATERAL jsonb_populate_record(NULL::{self.table}, {plain}) AS r"
        )

    @staticmethod
    def _bound(rows: Sequence[Written]) -> list[Any]:
        return [[key for key, _text in rows], [text for _key, text in rows]]

    def _image(self) -> str:
        return f"{postgresql.image(self.recorded, 't')}::text"


def rows_of(recorded: Recorded) -> Rows:
    """The rows of a recorded table in the default database."""
    return PostgreSQLRows(recorded) if connection.vendor == "postgresql" else SQLiteRows(recorded)
