"""From the cells of a row to values, each fault beside its column."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from filon.exchange.choices import Outcome
from filon.exchange.declaring import Column, Exchangeable, Values
from filon.exchange.readers import Cell, Unreadable, text_of
from filon.exchange.services.settings import Settings


@dataclass
class Line:
    """A row on its way: its cells, the values that could be read, and what became of it."""

    number: int
    cells: list[Cell]
    values: Values = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    outcome: str = ""
    row: Any = None

    @property
    def is_open(self) -> bool:
        """Whether nothing has been decided yet."""
        return not self.outcome

    def reject(self, sentence: str, label: object = "") -> None:
        """The row cannot come in."""
        self.outcome = Outcome.REJECTED
        self.reasons.append(f"{label}: {sentence}" if label else sentence)

    def skip(self, sentence: str) -> None:
        """The row need not come in."""
        self.outcome = Outcome.SKIPPED
        self.reasons.append(sentence)

    @property
    def texts(self) -> list[str]:
        """The cells as people see them, for telling which row it was."""
        return [text_of(cell)[:500] for cell in self.cells]


def converted(declared: Exchangeable, number: int, cells: list[Cell], settings: Settings) -> Line:
    """The row as values; those that cannot be read reject it."""
    line = Line(number, cells)
    for column in declared.columns:
        held = [cells[at] for at, key in settings.columns.items() if key == column.key and at < len(cells)]
        if column.key in settings.columns.values():
            _take(line, column, held, settings)
    return line


def _take(line: Line, column: Column, held: list[Cell], settings: Settings) -> None:
    filled = [cell for cell in held if text_of(cell)]
    if not filled:
        if settings.clears:
            line.values[column.key] = column.reader.empty
        return
    together = ", " if column.link and column.link.is_many else " "
    cell = filled[0] if len(filled) == 1 else together.join(map(text_of, filled))
    try:
        line.values[column.key] = column.reader.read(cell, settings.style)
    except Unreadable as fault:
        line.reject(str(fault), column.label)


def require_filled(declared: Exchangeable, line: Line) -> None:
    """What a new record cannot do without."""
    for column in declared.columns:
        if column.is_required and not line.values.get(column.key):
            line.reject(_("There is nothing here, and a new record needs it."), column.label)
