"""What a source of companies can be asked. A paid service would be one more class."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from filon.leadmining.directory.company import Hit
from filon.leadmining.directory.searching import Count, Query
from filon.leadmining.models import Dataset


@dataclass(frozen=True)
class Question:
    """What is known of a company that somebody wants to know more of. Empty texts are not known."""

    vat: str = ""
    domain: str = ""
    name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.vat or self.domain or self.name)


class CompanyProvider(Protocol):
    """Knows companies by their fiscal code, domain or name."""

    key: str

    def look_up(self, question: Question) -> list[Hit]:
        """The companies that it may be, the surest first. DomainError with a sentence when nobody answers."""

    def source(self, hit: Hit) -> Dataset:
        """Where a company found here comes from: licence and date; not saved when nothing was taken from it yet."""


class SearchableProvider(CompanyProvider, Protocol):
    """Also finds companies that nobody has named, for requests."""

    def count(self, query: Query, *, with_steps: bool = False) -> Count:
        """How many fit, exact to 10,000."""

    def pick(self, query: Query, seed: int) -> Iterator[Hit]:
        """Those that fit, in an order by chance that `seed` decides."""
