"""What a request asks of the directory."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filon.leadmining.choices import PersonFilter, SearchType
from filon.leadmining.directory.company import Hit
from filon.leadmining.directory.searching import Count, Query
from filon.leadmining.models import MiningRequest
from filon.leadmining.providers import searchers
from filon.leadmining.providers.local import datasets


@dataclass(frozen=True)
class Preview:
    """What a request would find: how many, where it narrows to nothing, and five companies."""

    count: Count
    sample: list[Hit]
    has_directory: bool


def query_of(request: MiningRequest) -> Query:
    """The query of a stored request."""
    return query_from(
        {
            **{name: getattr(request, name) for name in _PLAIN},
            "countries": [country.pk for country in request.countries.all()],
            "states": [state.pk for state in request.states.all()],
        }
    )


_PLAIN = (
    "industries", "legal_forms", "filters_size", "size_min", "size_max", "with_unknown_size", "has_website",
    "has_email", "has_phone", "active_only", "text", "search_type", "contact_filter", "role", "other_roles",
    "seniority",
)  # fmt: skip


def query_from(values: Mapping[str, Any]) -> Query:
    """The query of a form's values: countries and states as codes."""
    with_people = values.get("search_type") == SearchType.PEOPLE
    by_role = with_people and values.get("contact_filter") == PersonFilter.ROLE
    sized = bool(values.get("filters_size"))
    return Query(
        countries=_codes(values.get("countries")),
        states=_codes(values.get("states")),
        industries=tuple(values.get("industries") or ()),
        legal_forms=tuple(values.get("legal_forms") or ()),
        size_min=values.get("size_min") if sized else None,
        size_max=values.get("size_max") if sized else None,
        with_unknown_size=bool(values.get("with_unknown_size")),
        has_website=bool(values.get("has_website")),
        has_email=bool(values.get("has_email")),
        has_phone=bool(values.get("has_phone")),
        active_only=bool(values.get("active_only", True)),
        text=values.get("text") or "",
        with_people=with_people,
        role=(values.get("role") or "") if by_role else "",
        other_roles=tuple(values.get("other_roles") or ()) if by_role else (),
        seniority=(values.get("seniority") or "") if with_people and not by_role else "",
    )


def preview(query: Query) -> Preview:
    """How many companies fit, and five of them."""
    counted, sample = counted_by(query), list[Hit]()
    for provider in searchers() if counted.total else ():
        sample += itertools.islice(provider.pick(query, seed=1), 5 - len(sample))
    return Preview(counted, sample, has_directory=bool(datasets()))


def counted_by(query: Query, *, with_steps: bool = False) -> Count:
    """How many companies of all providers fit, and how many each filter leaves."""
    whole = Count()
    for provider in searchers():
        one = provider.count(query, with_steps=with_steps)
        whole.total += one.total
        before = dict(whole.left)
        whole.left = [(name, left + before.get(name, 0)) for name, left in one.left] or whole.left
    return whole


def _codes(values: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(str(getattr(value, "pk", value)) for value in values or ())
