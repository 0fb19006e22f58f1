"""Counting and adding up the rows of a list by up to five groupings, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, FloatField, Func, QuerySet, Sum, Value

from filon.core.money import rounded
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
    figures: dict[str, Any] = {"rows_in": Count("*")}
    for at, measure in enumerate(measures):
        # SQLite adds decimals as floating numbers anyway; as such they need no conversion for each of many groups.
        figures[f"sum_{at}"] = Sum(measure.total, output_field=FloatField()) if measure.total else Value(0)
        figures[f"known_{at}"] = Count(measure.total) if measure.is_average else Value(0)
    grouped = rows.annotate(**{name: stored(rows, axis) for name, axis in zip(names, axes, strict=True)})
    statement = grouped.values(*names).annotate(**figures).order_by().values_list(*names, *figures)
    with time_limit(SECONDS, using=rows.db):
        found = list(statement[:MOST])
    if len(found) == MOST:
        raise TooSlow
    buckets: list[dict[Any, str]] = [{} for _axis in axes]
    cells: dict[Path, list[Any]] = {}
    for row in found:
        path = tuple(
            [
                kept[value] if value in kept else _bucket(value, axis, kept, look)
                for value, axis, kept in zip(row, axes, buckets, strict=False)
            ]
        )
        numbers = row[len(axes) :]
        before = cells.get(path) or [0] * len(numbers)
        cells[path] = [sum_before + (number or 0) for sum_before, number in zip(before, numbers, strict=True)]
    named = [headings(rows, axis, kept.values()) for axis, kept in zip(axes, buckets, strict=True)]
    return Cube(axes, measures, {path: _sums(numbers, measures) for path, numbers in cells.items()}, named)


def _sums(numbers: list[Any], measures: Sequence[Measure]) -> Sums:
    """What one cell adds up to, with amounts as exact as money is."""
    pairs = zip(numbers[1::2], numbers[2::2], measures, strict=True)
    amounts = tuple(
        (float(amount) if measure.is_average else rounded(Decimal(str(amount))), known)
        for amount, known, measure in pairs
    )
    return Sums(numbers[0], amounts)


def _bucket(value: Any, axis: Grouping, kept: dict[Any, str], look: Look) -> str:
    """The group of a stored value, worked out once for each value."""
    kept[value] = bucket(value, axis, look.zone)
    return kept[value]
