"""Putting rows together by a value: which values there are, how they are called, and the rows of one of them.

Days are grouped as they stand, in the order of an index, and put together to months outside the database: a function
for each of a million rows would cost more than the rows do.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Expression, F, Func, Q, QuerySet

from filon.ui.lists.declaration import Grouping, RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState
from filon.ui.paging import field_at
from filon.ui.periods import moment_range, span, span_label

NO_VALUE = "none"


class Hour(Func):
    """The hour of a moment in UTC, as 2026-11-24 07: many moments share one, and no zone changes within it."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The column's text up to the hour."""
        return super().as_sql(compiler, connection, template="substr(%(expressions)s, 1, 13)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same text."""
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
        return super().as_sql(compiler, connection, template=template, **context)


def stored(rows: QuerySet[Any], grouping: Grouping) -> Expression | F:
    """What the database groups by: the column itself, so that a foreign key is not joined."""
    if grouping.dates == "moment":
        return Hour(F(grouping.path))
    field = field_at(rows.model, grouping.path)
    return F(f"{grouping.path}_id" if field.is_relation and not field.many_to_many else grouping.path)


def bucket(value: Any, grouping: Grouping, zone: str) -> str:
    """The group that a stored value belongs to, as addresses name it: an id, a choice, a first day, or "none"."""
    if value in (None, ""):
        return NO_VALUE
    if not grouping.dates:
        return str(value)
    if grouping.dates == "moment":
        moment = datetime.fromisoformat(f"{value}:00+00:00") if isinstance(value, str) else value
        value = moment.astimezone(ZoneInfo(zone)).date()
    return span(value, grouping.step or "month")[0].isoformat()


def headings(rows: QuerySet[Any], grouping: Grouping, values: Iterable[str]) -> dict[str, str]:
    """The groups' headings, in the order in which groups stand; those without a value come last."""
    known = [value for value in dict.fromkeys(values) if value != NO_VALUE]
    if grouping.dates:
        made = {day: span_label(date.fromisoformat(day), grouping.step or "month") for day in sorted(known)}
    elif grouping.names:
        made = {str(value): label for value, label in grouping.names(known).items() if str(value) in known}
    else:
        made = _named(rows, grouping, known)
    return made if NO_VALUE not in values else {**made, NO_VALUE: str(grouping.empty)}


def _named(rows: QuerySet[Any], grouping: Grouping, values: list[str]) -> dict[str, str]:
    field = field_at(rows.model, grouping.path)
    if field.is_relation and field.related_model and not isinstance(field.related_model, str):
        return {str(row.pk): str(row) for row in field.related_model._default_manager.filter(pk__in=values)}
    labels = {str(value): str(label) for value, label in field.flatchoices} if field.choices else {}
    ordered = [value for value in labels if value in values] or sorted(values)
    return {value: labels.get(value, value) for value in ordered}


def within(rows: QuerySet[Any], grouping: Grouping, value: str, zone: str) -> QuerySet[Any]:
    """The rows of one group. A value that means nothing gives none."""
    field = field_at(rows.model, grouping.path)
    if value == NO_VALUE:
        lacks = Q(**{f"{grouping.path}__isnull": True})
        return rows.filter(lacks if field.null or field.many_to_many else Q(**{grouping.path: ""}))
    try:
        if not grouping.dates:
            return rows.filter(**{grouping.path: value})
        days = span(date.fromisoformat(value), grouping.step or "month")
    except (ValueError, TypeError, OverflowError):
        return rows.none()
    if grouping.dates == "moment":
        ends = zip(("gte", "lt"), moment_range(days, zone), strict=True)
        return rows.filter(**{f"{grouping.path}__{name}": end for name, end in ends if end})
    return rows.filter(**{f"{grouping.path}__range": days})


def narrowed(declared: RecordList, state: ListState, grouping: Grouping, value: str) -> ListState | None:
    """The state that shows one group alone, or None if no facet of the list can say so."""
    facet = declared.facet(grouping.key)
    if facet is None or (value == NO_VALUE and not getattr(facet, "empty", "")):
        return None
    if grouping.dates and value != NO_VALUE:
        low, high = span(date.fromisoformat(value), grouping.step or "month")
        value = f"{low}..{high}"
    return state.with_filter(grouping.key, (value,))


def bucket_of(row: Any, grouping: Grouping, look: Look) -> str:
    """Which group a row belongs to."""
    *steps, name = grouping.path.split("__")
    for step in steps:
        row = getattr(row, step, None)
    if row is None:
        return NO_VALUE
    value = getattr(row, row._meta.get_field(name).attname)
    return bucket(value, grouping, look.zone)
