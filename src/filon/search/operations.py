"""The migration operation by which a room gets a text index."""

from functools import partial

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from filon.search.services import indexing


class TextIndex(migrations.RunPython):
    """Index the column `search_text` of `table`, whose primary key is the column `id`.

    Put it in a migration of its own, named `0002_text_index`, since `0001_initial` is made anew by the machine.
    """

    def __init__(self, table: str) -> None:
        super().__init__(partial(_install, table=table), partial(_remove, table=table))
        self.table = table

    def describe(self) -> str:
        """One line for `migrate --plan`."""
        return f"Index the search text of {self.table}"


def _install(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor, *, table: str) -> None:
    indexing.install(schema_editor.connection, table)


def _remove(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor, *, table: str) -> None:
    indexing.remove(schema_editor.connection, table)
