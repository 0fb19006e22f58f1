"""What every importer has, and the rules that hold for all rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import mul
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from filon.core.domains import own_domain
from filon.core.normalising import comma_below, folded, normalised_email
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.directory.normalising import name_key
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


_CUI_WEIGHTS = (2, 3, 5, 7, 1, 2, 3, 5, 7)
"""Of the digits before the last, from the right."""


@dataclass(frozen=True)
class Options:
    """What the person who loads has chosen. `mapping` leads from our columns to those of a generic file.

    `skip` says how many rows an earlier, interrupted run has read already.
    """

    with_people: bool = False
    with_sole_traders: bool = False
    country: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    skip: int = 0


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
    company.domain = company.domain or (own_domain(company.website) if company.website else "")
    company.email = normalised_email(company.email) if company.email else ""
    company.name_key = name_key(company.name)
    company.city = comma_below(company.city)
    company.city_key = _city_key(company.city)
    return company


@lru_cache(maxsize=8192)
def _city_key(city: str) -> str:
    return folded(city)


def checked_cui(text: str) -> str:
    """A Romanian fiscal code, digits only; "" for none. Refused when its check digit is wrong."""
    digits = digits_of(text)
    if digits and not _has_right_check(digits):
        raise Refused("wrong_cui")
    return digits


def digits_of(text: str) -> str:
    """The digits of a fiscal code, without the noughts before them."""
    bare = text.strip()
    return (bare if bare.isdecimal() else "".join(filter(str.isdecimal, bare))).lstrip("0")


def _has_right_check(digits: str) -> bool:
    """The rule that `stdnum.ro.cui` spells out; millions of rows have no time for it."""
    if not 2 <= len(digits) <= 10:
        return False
    total = sum(map(mul, map(int, reversed(digits[:-1])), _CUI_WEIGHTS))
    return bool(total * 10 % 11 % 10 == int(digits[-1]))


def number(text: str | None) -> int | None:
    """A whole number of a register, or None."""
    bare = (text or "").strip()
    if bare.isdecimal() and len(bare) < 16:
        return int(bare)
    bare = bare.replace(" ", "")
    sign, digits = bare[:1] == "-", bare.lstrip("-").split(".")[0]
    return (-int(digits) if sign else int(digits)) if digits.isdecimal() and len(digits) < 16 else None
