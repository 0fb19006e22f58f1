"""What every importer has, and the rules that hold for all rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from stdnum.ro import cui

from filon.core.normalising import comma_below, folded, normalised_email
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.directory.normalising import domain_of, name_key
from filon.leadmining.importers.sources import Source

REASONS = {
    "no_name": _("no name"),
    "no_key": _("no number of its own"),
    "wrong_cui": _("the CUI has a wrong check digit"),
    "no_country": _("no country that we know"),
    "broken": _("the row does not have the columns of its header"),
    "double": _("stands in the file twice"),
}
"""Why a row is rejected."""

LEFT_OUT = {
    "sole_trader": _("a person in business, not a company"),
    "fund": _("a fund or a branch of the state"),
}
"""Why a good row is left out on purpose."""


@dataclass(frozen=True)
class Options:
    """What the person who loads has chosen. `mapping` leads from our columns to those of a generic file."""

    with_people: bool = False
    with_sole_traders: bool = False
    country: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""


class Importer(Protocol):
    """Reads one format. `rows` yields companies, and a `Refused` for each row that it cannot take."""

    key: str
    title: str
    licence: str
    attribution: str
    source_url: str
    has_people: bool

    def knows(self, sources: list[Source]) -> bool:
        """Whether these files are of this format."""

    def rows(self, sources: list[Source], options: Options) -> "Iterator[Company | Refused]":
        """The companies in the files."""


def finished(company: Company) -> Company:
    """The company with what follows from its other values; raises Refused when it cannot be used."""
    company.name = comma_below(" ".join(company.name.split()))[:300]
    if not company.name:
        raise Refused("no_name")
    if not company.source_key:
        raise Refused("no_key")
    if len(company.country) != 2:
        raise Refused("no_country")
    company.domain = company.domain or domain_of(company.website)
    company.email = normalised_email(company.email)
    company.name_key = name_key(company.name)
    company.city = comma_below(company.city)
    company.city_key = folded(company.city)
    return company


def checked_cui(text: str) -> str:
    """A Romanian fiscal code, digits only; "" for none. Refused when its check digit is wrong."""
    digits = "".join(letter for letter in text if letter.isdigit()).lstrip("0")
    if digits and not cui.is_valid(digits):
        raise Refused("wrong_cui")
    return digits


def number(text: str | None) -> int | None:
    """A whole number of a register, or None."""
    bare = (text or "").strip().replace(" ", "")
    sign, digits = bare[:1] == "-", bare.lstrip("-").split(".")[0]
    return (-int(digits) if sign else int(digits)) if digits.isdecimal() and len(digits) < 16 else None
