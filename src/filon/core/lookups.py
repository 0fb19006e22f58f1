"""Keys that are too large for the database match nothing, on both engines, also through a foreign key.

Django knows this for numbers themselves; through a foreign key SQLite raises OverflowError and PostgreSQL DataError.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models.fields.related_lookups import RelatedExact

LARGEST = 2**63


class ExactInRange(RelatedExact):
    """`row=key`, where no row has a key beyond what the database can hold."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if isinstance(self.rhs, int) and not -LARGEST <= self.rhs < LARGEST:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)
