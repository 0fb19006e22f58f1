"""What the search room does around migrations."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate

from filon.search.services.indexing import repair


def repair_text_indexes(*, using: str, **_kwargs: Any) -> None:
    """Put back what a remake of a table has dropped."""
    repair(connections[using])


post_migrate.connect(
    repair_text_indexes, sender=apps.get_app_config("search"), dispatch_uid="search.repair_text_indexes"
)
