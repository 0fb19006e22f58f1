"""Counting and adding up the rows of a list by up to five groupings, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, FloatField, Func, QuerySet, Sum

from filon.core.time_limits import TooSlow, time_limit
from filon.ui.lists.declaration import Grouping, Measure
from filon.ui.lists.grouping import bucket, headings, stored
from filon.ui.lists.look import Look

SECONDS = 5.0
MOST = 100_000
"""So many groups of the statement are read at most; days become months only afterwards, so there are many."""

Path = tuple[str, ...]


class DaysBetween(Func):
    """Days to the first moment from the second, with a fraction; NULL when one of them is missing."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By the database's own day numbers: Django's function for differences is written in Python."""
        template = "(julianday(%(expressions)s))"
        return super().as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By the seconds between them, of which the parentheses hold the whole difference."""
        template = "(extract(epoch FROM (%(expressions)s)) / 86400.0)"
        return super().as_sql(compiler, connection, template=template, arg_joiner=" - ", **context)


@dataclass(frozen=True)
class Sums:
    """What some rows add up to: how many there are, and for each measure its sum and how many rows have a value."""

    count: int
    amounts: tuple[tuple[Any, int], ...]

    def __add__(self, other: "Sums") -> "Sums":
        pairs = zip(self.amounts, other.amounts, strict=True)
        return Sums(self.count + other.count, tuple((a + c, b + d) for (a, b), (c, d) in pairs))


@dataclass(frozen=True)
class Cube:
    """The sums by the values of each axis, and the headings of each axis in their order."""

    axes: Sequence[Grouping]
    measures: Sequence[Measure]
    cells: dict[Path, Sums]
    headings: list[dict[str, str]]

    def rolled(self, keep: Iterable[int]) -> dict[Path, Sums]:
        """The sums by some of the axes alone."""
        kept = tuple(keep)
        made: dict[Path, Sums] = {}
        for path, sums in self.cells.items():
            part = tuple(path[at] for at in kept)
            made[part] = made[part] + sums if part in made else sums
        return made

    def total(self) -> Sums:
        """The sums of everything."""
        return self.rolled(()).get((), Sums(0, tuple((0, 0) for _measure in self.measures)))


def value_of(sums: Sums | None, measure: Measure, at: int) -> Any:
    """What a measure says of some rows; None when it says nothing, as an average of no rows."""
    if sums is None:
        return None
    if not measure.total:
        return sums.count
    amount, known = sums.amounts[at]
    return (amount / known if known else None) if measure.is_average else amount


def cube(rows: QuerySet[Any], axes: Sequence[Grouping], measures: Sequence[Measure], look: Look) -> Cube:
    """Add up `rows`; raises `TooSlow` when a combination that no index answers takes too long."""
    names = [f"axis_{at}" for at in range(len(axes))]
    summed = {f"sum_{at}": Sum(measure.total) for at, measure in enumerate(measures) if measure.total}
    known = {f"known_{at}": Count(measure.total) for at, measure in enumerate(measures) if measure.is_average}
    grouped = rows.annotate(**{name: stored(rows, axis) for name, axis in zip(names, axes, strict=True)})
    statement = grouped.values(*names).annotate(rows_in=Count("*"), **summed, **known).order_by()
    with time_limit(SECONDS, using=rows.db):
        found = list(statement[:MOST]) if axes else [rows.aggregate(rows_in=Count("*"), **summed, **known)]
    if len(found) == MOST:
        raise TooSlow
    buckets: list[dict[Any, str]] = [{} for _axis in axes]
    named_axes = list(zip(axes, buckets, strict=True))
    cells: dict[Path, Sums] = {}
    for row in found:
        path = tuple(_bucket(row[name], *axis, look) for name, axis in zip(names, named_axes, strict=True))
        amounts = tuple((row.get(f"sum_{at}") or 0, row.get(f"known_{at}") or 0) for at in range(len(measures)))
        sums = Sums(row["rows_in"], amounts)
        cells[path] = cells[path] + sums if path in cells else sums
    named = [headings(rows, axis, kept.values()) for axis, kept in zip(axes, buckets, strict=True)]
    return Cube(axes, measures, cells, named)


def _bucket(value: Any, axis: Grouping, kept: dict[Any, str], look: Look) -> str:
    """The group of a stored value, worked out once for each value."""
    if value not in kept:
        kept[value] = bucket(value, axis, look.zone)
    return kept[value]
