"""What search is to the house: the palette in the header, whole indexes after a migrate, a word for the doctor."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, connections
from django.db.models.signals import post_migrate

from filon.core import diagnostics
from filon.core.diagnostics import Finding
from filon.search.panels import palette_panel
from filon.search.services import indexing
from filon.ui.panels import Panel, panels


def repair_text_indexes(*, using: str, **_kwargs: Any) -> None:
    """Put back what a remake of a table has dropped."""
    indexing.repair(connections[using])


def examine_text_indexes() -> Iterator[Finding]:
    """Whether every text index is whole."""
    faults = indexing.faults(connection)
    for table, parts in faults.items():
        yield Finding("text index", False, f"{table} lacks {', '.join(parts)}; `filon migrate` mends it.")
    if not faults:
        yield Finding("text index", True, "The search finds everything that is stored.")


post_migrate.connect(
    repair_text_indexes, sender=apps.get_app_config("search"), dispatch_uid="search.repair_text_indexes"
)
diagnostics.register("text index", examine_text_indexes)
panels.register("header.palette", "palette", Panel("search/palette.html", palette_panel))
