"""Look-ups of keys: those too large for the database match nothing, and those of a subquery are read once."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models.fields.related_lookups import RelatedExact
from django.db.models.lookups import In

LARGEST = 2**63


class ExactInRange(RelatedExact):
    """`row=key`, where no row has a key beyond what the database can hold, on both engines.

    Django knows this for numbers themselves; through a foreign key SQLite raises OverflowError and PostgreSQL
    DataError.
    """

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if isinstance(self.rhs, int) and not -LARGEST <= self.rhs < LARGEST:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


class InReadOnce(In):
    """`pk__in_read_once=subquery`: rows whose key the subquery gives, which is read once whatever the planner thinks.

    PostgreSQL may join an `IN (SELECT … LIMIT n)` by reading it anew for each row, when its statistics say that the
    table is nearly empty: after a large import they say so until the next ANALYZE. As an array it is read beforehand.
    """

    lookup_name = "in_read_once"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if connection.vendor == "postgresql" and not self.rhs_is_direct_value():
            return f"= ANY(ARRAY{rhs})"
        return str(super().get_rhs_op(connection, rhs))
