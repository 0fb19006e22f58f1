"""SQLite with recording, and one writer at a time in this process."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.features import DatabaseFeatures as SQLiteFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor
from django.db.utils import OperationalError

from filon.history.backends.recording import RecordingWrapper
from filon.history.backends.write_lock import write_lock


class DatabaseOperations(SQLiteOperations):
    """Empties the tables of history last, for its triggers record that the others are emptied."""

    def sql_flush(self, style: Any, tables: Iterable[str], **options: Any) -> list[str]:
        """The statements that empty `tables`."""
        last = sorted(tables, key=lambda table: table.startswith("history_"))
        statements: list[str] = super().sql_flush(style, last, **options)
        return statements


class DatabaseFeatures(SQLiteFeatures):
    """SQLite has taken this many parameters since 3.32; Django still counts with 999 and cuts inserts into slices."""

    max_query_params = 32_766


class SchemaEditor(DatabaseSchemaEditor):
    """Makes the id of a record's row SQLite's own row number, as it is where Django counts ids itself.

    Django says `bigint` for a primary key that points elsewhere, and only `integer` is the row number. The difference
    is a second tree for every look-up by id, and an id that no index holds.
    """

    def _iter_column_sql(self, column_db_type: str, *args: Any, **options: Any) -> Iterator[str]:
        field = args[2]
        kind = "integer" if field.primary_key and column_db_type == "bigint" else column_db_type
        yield from super()._iter_column_sql(kind, *args, **options)  # type: ignore[misc]


class DatabaseWrapper(RecordingWrapper, base.DatabaseWrapper):
    """A transaction begins when it is this connection's turn to write, and passes the turn on when it ends."""

    ops_class = DatabaseOperations
    features_class = DatabaseFeatures
    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_lock = False

    def _start_transaction_under_autocommit(self) -> None:
        lock = write_lock(str(self.settings_dict["NAME"]))
        if not self.holds_lock and not lock.acquire(self.settings_dict["OPTIONS"].get("timeout", 20)):
            raise OperationalError("database is locked: another writer of this process did not finish in time")
        self.holds_lock = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._pass_on()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._pass_on()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._pass_on()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        if self.holds_lock:
            self.holds_lock = False
            write_lock(str(self.settings_dict["NAME"])).release()
