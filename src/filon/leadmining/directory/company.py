"""A company as a register tells of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works there. `role` and `seniority` are among those of `roles.py`, or "" when unknown."""

    full_name: str
    title: str = ""
    role: str = ""
    seniority: str = ""
    email: str = ""
    phone: str = ""


PERSONS_IN_BUSINESS = frozenset({"PF", "PFA", "II", "IF", "AF", "ENK"})
"""Legal forms whose bearer is a person, so that all that is known of them is about a person."""


@dataclass(slots=True)
class Company:
    """One row of a register, told in our words. `nace_rev` says by which revision `nace` is to be read: 2 or 3."""

    source_key: str
    name: str
    country: str = ""
    legal_form: str = ""
    state: str = ""
    city: str = ""
    street: str = ""
    postcode: str = ""
    legal_id: str = ""
    vat: str = ""
    lei: str = ""
    euid: str = ""
    nace: str = ""
    nace_rev: int = 0
    class_scheme: str = ""
    class_code: str = ""
    industry: str = ""
    industry_confidence: str = ""
    employees_min: int | None = None
    employees_max: int | None = None
    turnover: int | None = None
    founded: str = ""
    website: str = ""
    domain: str = ""
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    is_active: bool = True
    status_text: str = ""
    licence: str = ""
    name_key: str = ""
    city_key: str = ""
    people: list[Person] = field(default_factory=list)

    def values(self) -> tuple[Any, ...]:
        """What stands in the directory's columns, in their order."""
        return _VALUES(self)


COLUMNS = tuple(item.name for item in fields(Company) if item.name != "people")
"""The columns of the directory's table, in their order."""

_VALUES: Callable[[Company], tuple[Any, ...]] = attrgetter(*COLUMNS)


class Refused(Exception):
    """A row that a load leaves out. The first argument is the reason, one of `REASONS`."""


@dataclass(frozen=True)
class Hit:
    """A company found, and the dataset that it stands in."""

    dataset_id: int
    company: Company
    people: tuple[Person, ...] = ()

    @classmethod
    def of(cls, dataset_id: int, row: Any, people: tuple[Person, ...] = ()) -> "Hit":
        """From a row of the table."""
        return cls(dataset_id, Company(**{name: row[name] for name in COLUMNS}), people)
