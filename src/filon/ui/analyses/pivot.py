"""The pivot: rows by columns by amounts, as finished strings for one flat template, and as a file."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core.time_limits import TooSlow
from filon.ui.analyses.axes import Axes, Drill, axes_of, form_of
from filon.ui.analyses.cube import Cube, Path, Sums, cube, value_of
from filon.ui.formatting import number
from filon.ui.lists.declaration import RecordList, View
from filon.ui.lists.look import Look
from filon.ui.lists.page import grouping_label
from filon.ui.lists.querying import too_slow_text
from filon.ui.lists.state import ListState
from filon.ui.sheets import sheet

MOST_ROWS, MOST_COLUMNS = 400, 60


@dataclass(frozen=True)
class Cell:
    """An amount, as text and plainly, and the address of the list of its rows."""

    text: str
    value: Decimal | int | None
    url: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Line:
    """A row of the pivot. `level` counts from 1; lines below the first are closed at the beginning."""

    level: int
    heading: str
    is_parent: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Pivot:
    """Everything that the template shows; each of `columns` is as wide as there are amounts."""

    corner: str
    columns: list[str]
    measures: list[str]
    lines: list[Line]
    totals: list[Cell]


class _Table:
    """A cube being written as a pivot."""

    def __init__(self, declared: RecordList, state: ListState, axes: Axes, made: Cube, look: Look) -> None:
        self.declared, self.state, self.axes, self.cube, self.look = declared, state, axes, made, look
        self.drill = Drill(declared, state, [*axes.rows, *axes.columns])
        self.depth = len(axes.rows)
        self.across = range(self.depth, self.depth + len(axes.columns))
        self.columns = self._ordered(self.across)[:MOST_COLUMNS] if axes.columns else []

    def _ordered(self, at: range) -> list[Path]:
        """The value combinations of some axes that occur, in the order of their headings."""
        there = self.cube.rolled(at)
        return [path for path in product(*(self.cube.headings[one] for one in at)) if path in there]

    def heading(self, path: Path, at: range) -> str:
        """The names of the values."""
        return " · ".join(self.cube.headings[one].get(value, value) for one, value in zip(at, path, strict=True))

    def cells(self, down: Path) -> list[Cell]:
        """The amounts of one line, and what the line adds up to."""
        keep = range(len(down))
        by_column = self._rolled((*keep, *self.across))
        found: list[Cell] = []
        for column in self.columns:
            url = self.drill.url_of(dict(zip((*keep, *self.across), (*down, *column), strict=True)))
            found += self._amounts(by_column.get((*down, *column)), url)
        url = self.drill.url(down)
        return found + self._amounts(self._rolled(tuple(keep)).get(down), url, is_total=True)

    def _rolled(self, keep: tuple[int, ...]) -> dict[Path, Sums]:
        kept: dict[tuple[int, ...], dict[Path, Sums]] = self.__dict__.setdefault("_kept", {})
        if keep not in kept:
            kept[keep] = self.cube.rolled(keep)
        return kept[keep]

    def _amounts(self, sums: Sums | None, url: str, *, is_total: bool = False) -> list[Cell]:
        values = [value_of(sums, measure, at) for at, measure in enumerate(self.axes.measures)]
        return [
            Cell(
                "" if value is None else measure.text(value, self.look),
                value,
                url if value is not None else "",
                is_total,
            )
            for value, measure in zip(values, self.axes.measures, strict=True)
        ]

    def lines(self) -> list[Line]:
        """All lines, each followed by those below it."""
        made: list[Line] = []
        for level in range(1, self.depth + 1):
            self._rolled(tuple(range(level)))
        self._below((), made)
        return made[:MOST_ROWS]

    def _below(self, path: Path, made: list[Line]) -> None:
        level = len(path) + 1
        there = self._rolled(tuple(range(level)))
        for value, heading in self.cube.headings[level - 1].items():
            down = (*path, value)
            if down not in there or len(made) > MOST_ROWS:
                continue
            made.append(Line(level, heading, level < self.depth, self.cells(down)))
            if level < self.depth:
                self._below(down, made)


def pivot_of(declared: RecordList, state: ListState, axes: Axes, rows: Any, look: Look) -> tuple[Pivot, Cube]:
    """The pivot of some rows."""
    made = cube(rows, [*axes.rows, *axes.columns], axes.measures, look)
    table = _Table(declared, state, axes, made, look)
    shown = Pivot(
        corner=" › ".join(grouping_label(axis) for axis in axes.rows),
        columns=[table.heading(column, table.across) for column in table.columns] + [_("Total")],
        measures=[str(measure.label) for measure in axes.measures],
        lines=table.lines(),
        totals=table.cells(()),
    )
    return shown, made


def pivot_context(
    _request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look
) -> dict[str, Any]:
    """Everything that the pivot's template shows."""
    axes = axes_of(declared, state, look)
    form = form_of(declared, state, axes, look)
    try:
        pivot, made = pivot_of(declared, state, axes, rows, look)
    except TooSlow:
        return {**form, "notice": too_slow_text(), "pivot": None, "sum": ""}
    notice = axes.notice
    if len(pivot.lines) == MOST_ROWS or len(pivot.columns) > MOST_COLUMNS:
        notice = _("Only the first rows and columns are shown. Narrow the list or choose a coarser period.")
    return {**form, "pivot": pivot, "notice": notice, "sum": sum_of(declared, axes, made, look)}


def sum_of(declared: RecordList, axes: Axes, made: Cube, look: Look) -> str:
    """What stands under the title: how many rows, and what they add up to."""
    total = made.total()
    counted = str(declared.noun % {"n": total.count, "shown": number(total.count)})
    values = [
        measure.text(value, look)
        for at, measure in enumerate(axes.measures)
        if measure.total and (value := value_of(total, measure, at)) is not None
    ]
    return " · ".join([counted, *values])


def pivot_part(
    request: HttpRequest, declared: RecordList, state: ListState, rows: Any, look: Look
) -> HttpResponseBase | None:
    """The pivot as a file, when one is asked for."""
    kind = request.GET.get("export", "")
    if kind not in ("csv", "xlsx"):
        return None
    pivot, _made = pivot_of(declared, state, axes_of(declared, state, look), rows, look)
    several = len(pivot.measures) > 1
    heads = [f"{name} · {measure}" if several else name for name in pivot.columns for measure in pivot.measures]
    lines: list[list[Any]] = [
        ["   " * (line.level - 1) + line.heading, *(c.value for c in line.cells)] for line in pivot.lines
    ]
    lines.append([_("Total"), *(cell.value for cell in pivot.totals)])
    name = f"{declared.key}-{look.today.isoformat()}"
    return sheet(name, kind, str(declared.title), [pivot.corner, *heads], [lines], look.zone)


PIVOT = View(
    "pivot", gettext_lazy("Pivot"), "table", "ui/analyses/pivot.html", pivot_context, has_groups=False, part=pivot_part
)
