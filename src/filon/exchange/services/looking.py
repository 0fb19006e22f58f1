"""A first look at a file: its sheets, headings, first rows, and how it seems to write numbers and days."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.exchange.choices import DayOrder, Decimals
from filon.exchange.declaring import Exchangeable
from filon.exchange.models import Import
from filon.exchange.readers import Cell, text_of
from filon.exchange.services import matching
from filon.exchange.services.settings import Settings
from filon.exchange.sources import Source, open_source
from filon.exchange.sources.base import Row

LOOKED_AT = 200
SAMPLES = 3
_COMMA = re.compile(r"-?\d{1,3}(\.\d{3})*,\d{1,2}|-?\d+,\d{1,2}")
_POINT = re.compile(r"-?\d{1,3}(,\d{3})*\.\d{1,2}|-?\d+\.\d{1,2}")
_AMBIGUOUS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}")


@dataclass(frozen=True)
class Look:
    """What a file shows. `rows` are its first ones after the headings."""

    source: Source
    headings: list[str]
    rows: list[Row] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def columns(self) -> list[list[Cell]]:
        """The first values of each column."""
        return [
            [cells[number] for _number, cells in self.rows if number < len(cells)]
            for number in range(len(self.headings))
        ]

    def samples(self, number: int) -> str:
        """A few values of a column, as people see them."""
        texts = [shown for value in self.columns[number] if (shown := text_of(value))]
        return " · ".join(shown[:40] for shown in list(dict.fromkeys(texts))[:SAMPLES])


def look_at(path: Path, settings: Settings) -> Look:
    """The file as `settings` read it; DomainError when it cannot be read."""
    source = open_source(path, sheet=settings.sheet, encoding=settings.encoding, delimiter=settings.delimiter)
    first = list(islice(source.rows(), LOOKED_AT + 1))
    if not first:
        raise DomainError(_("There is nothing in this sheet."), field="file")
    width = max(len(cells) for _number, cells in first)
    told = [text_of(cell) for cell in first[0][1]] if settings.has_header else []
    headings = [*told, *[""] * (width - len(told))]
    rows = first[1:] if settings.has_header else first
    if not rows:
        raise DomainError(_("There is nothing below the headings."), field="file")
    return Look(source, headings, rows, [*source.notices(source.sheet or source.sheets[0]), *_twice(headings)])


def first_settings(declared: Exchangeable, look: Look, language: str, header_key: str) -> Settings:
    """What is proposed for a new file: what was chosen for the last one with the same headings, else by its content."""
    source = look.source
    came_in = Q(created__gt=0) | Q(updated__gt=0) | Q(unchanged__gt=0)
    same = Import.objects.filter(came_in, kind=declared.kind, header_key=header_key)
    before = same.exclude(finished_at=None).first()
    settings = Settings.of(before.settings) if before else _found_out(declared, look, language)
    settings.sheet = source.sheet
    settings.encoding, settings.delimiter = source.encoding, source.delimiter
    return settings


def header_key_of(look: Look) -> str:
    """The same for files with the same headings."""
    told = "\n".join(matching.comparable(heading) for heading in look.headings)
    return hashlib.sha256(told.encode()).hexdigest()


def _found_out(declared: Exchangeable, look: Look, language: str) -> Settings:
    columns = matching.proposed(declared.columns, look.headings, look.columns)
    texts = [text_of(value) for values in look.columns for value in values if isinstance(value, str)]
    return Settings(
        decimal=_decimal(texts, language),
        days=_day_order(texts),
        columns=columns,
        key="id" if "id" in columns.values() else "",
        creates=[column.key for column in declared.columns if column.link and column.link.create],
    )


def _decimal(texts: Sequence[str], language: str) -> str:
    comma = sum(bool(_COMMA.fullmatch(each)) for each in texts)
    point = sum(bool(_POINT.fullmatch(each)) for each in texts)
    usual = Decimals.COMMA if language.startswith("ro") else Decimals.POINT
    return usual if comma == point else (Decimals.COMMA if comma > point else Decimals.POINT)


def _day_order(texts: Sequence[str]) -> str:
    """The month comes first only when a number that is no month stands second, and none first."""
    days = [(int(found[1]), int(found[2])) for each in texts if (found := _AMBIGUOUS.fullmatch(each))]
    is_american = any(second > 12 for _first, second in days) and not any(first > 12 for first, _second in days)
    return DayOrder.MONTH_FIRST if is_american else DayOrder.DAY_FIRST


def _twice(headings: Sequence[str]) -> list[str]:
    names = [heading for heading in headings if heading]
    same = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if not same:
        return []
    return [_("Several columns are called “%(name)s”: look which is which.") % {"name": "”, “".join(same[:3])}]
