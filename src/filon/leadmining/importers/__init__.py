"""How the files of registers are read: one small class for each format."""

from filon.leadmining.importers.base import Importer, Options
from filon.leadmining.importers.brreg import Brreg
from filon.leadmining.importers.companies_house import CompaniesHouse
from filon.leadmining.importers.estonia import Estonia
from filon.leadmining.importers.generic import Generic
from filon.leadmining.importers.gleif import Gleif
from filon.leadmining.importers.latvia import Latvia
from filon.leadmining.importers.name_suggestion_index import NameSuggestionIndex
from filon.leadmining.importers.onrc import Onrc
from filon.leadmining.importers.people_data_labs import PeopleDataLabs
from filon.leadmining.importers.sources import Source

IMPORTERS: tuple[Importer, ...] = (
    Onrc(),
    Gleif(),
    Brreg(),
    CompaniesHouse(),
    Estonia(),
    Latvia(),
    PeopleDataLabs(),
    NameSuggestionIndex(),
    Generic(),
)
"""In the order in which they look at a file; the generic one takes what nobody else knows."""


def importer(key: str) -> Importer:
    """The importer with this key. LookupError when there is none."""
    for one in IMPORTERS:
        if one.key == key:
            return one
    raise LookupError(key)


def importer_for(sources: list[Source]) -> Importer:
    """The importer that knows these files."""
    return next(one for one in IMPORTERS if one.knows(sources))


__all__ = ["IMPORTERS", "Importer", "Options", "Source", "importer", "importer_for"]
