"""Delimited tables with a header: what most registers give."""

import csv
import itertools
from collections.abc import Iterator

from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options
from filon.leadmining.importers.sources import Source

csv.field_size_limit(1_000_000)


class Table:
    """A register in one table. A subclass names its `columns`, by which it is known, and tells what a row means."""

    columns: tuple[str, ...] = ()
    delimiter = ","

    def knows(self, sources: list[Source]) -> bool:
        """Whether each file's header has our columns."""
        return bool(sources) and all(self._has_header(source) for source in sources)

    def _has_header(self, source: Source) -> bool:
        first = source.head().split("\n", 1)[0]
        names = {name.strip() for name in next(csv.reader([first.strip()], delimiter=self.delimiter), [])}
        return set(self.columns) <= names

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The companies in the files."""
        rows = itertools.chain.from_iterable(read_table(source, self.delimiter) for source in sources)
        for row in itertools.islice(rows, options.skip, None):
            try:
                yield self.company(row, options)
            except Refused as refusal:
                yield refusal

    def company(self, row: dict[str, str], options: Options) -> Company:
        """What a row means."""
        raise NotImplementedError


def read_table(source: Source, delimiter: str, encoding: str = "") -> Iterator[dict[str, str]]:
    """The rows by the names of the header, which lose the spaces and marks around them.

    A row of another length, or one that cannot be parsed, comes as an empty dict: whoever reads refuses it.
    """
    with source.text(encoding) as stream:
        reader = csv.reader((line.replace("\0", "") for line in stream), delimiter=delimiter)
        header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
        while True:
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield {}
                continue
            if values:
                yield dict(zip(header, values, strict=True)) if len(values) == len(header) else {}
