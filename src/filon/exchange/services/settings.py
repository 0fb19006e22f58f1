"""How a file is read and what is done with its rows, as people choose it."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from filon.exchange.choices import DayOrder, Decimals, Twice
from filon.exchange.readers import Style


@dataclass
class Settings:
    """`columns` are the keys of our columns by the number of the file's. `key` is the column by which stored rows are
    found and updated, `creates` the columns whose unknown names become records. With `only_known` no row is added;
    with `clears` an empty cell empties the field of a stored row."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    has_header: bool = True
    decimal: str = Decimals.COMMA
    days: str = DayOrder.DAY_FIRST
    columns: dict[int, str] = field(default_factory=dict)
    key: str = ""
    twice: str = Twice.SKIP
    creates: list[str] = field(default_factory=list)
    only_known: bool = False
    clears: bool = False

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """From what is stored; what it does not know is left out."""
        known = {each.name: kept[each.name] for each in fields(cls) if each.name in kept}
        known["columns"] = {int(number): key for number, key in known.get("columns", {}).items()}
        return cls(**known)

    def kept(self) -> dict[str, Any]:
        """For storing."""
        return {**asdict(self), "columns": {str(number): key for number, key in self.columns.items()}}

    @property
    def style(self) -> Style:
        """How numbers and days are written."""
        return Style(self.decimal, self.days == DayOrder.DAY_FIRST)
