"""What every kind of file gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.exchange.readers import Cell
from filon.ui import formatting

MOST_BYTES = 50 * 1024 * 1024
MOST_COLUMNS = 200
MOST_ROWS = 200_000

Row = tuple[int, list[Cell]]
"""A row's number in the file, as a spreadsheet counts, and its cells."""


@dataclass(frozen=True)
class Source:
    """A file that can be read. `rows(sheet)` begins anew each time; blank rows are left out. `notices` are sentences
    about what will be read otherwise than it looks. `encoding` and `delimiter` say how a text was understood."""

    sheets: Sequence[str]
    read: Callable[[str], Iterator[Sequence[Cell]]]
    notices: Callable[[str], list[str]] = lambda _sheet: []
    encoding: str = ""
    delimiter: str = ""
    is_cards: bool = False
    sheet: str = field(default="")

    def rows(self) -> Iterator[Row]:
        """The rows that are not blank; DomainError when there are too many, or too many columns."""
        count = 0
        for number, cells in enumerate(self.read(self.sheet or self.sheets[0]), start=1):
            if all(cell is None or cell == "" for cell in cells):
                continue
            count += 1
            if len(cells) > MOST_COLUMNS:
                raise too_wide(len(cells))
            if count > MOST_ROWS + 1:
                raise DomainError(
                    _("The file has more than %(most)s rows. Divide it.") % {"most": formatting.number(MOST_ROWS)}
                )
            yield number, list(cells)


def too_wide(columns: int) -> DomainError:
    """The refusal of a sheet that is no list of records."""
    return DomainError(
        _("The sheet has %(columns)s columns; at most %(most)s are read. Delete those that are not needed.")
        % {"columns": formatting.number(columns), "most": MOST_COLUMNS}
    )
