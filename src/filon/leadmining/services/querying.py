"""What a request asks of the directory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filon.leadmining.choices import PersonFilter, SearchType
from filon.leadmining.directory.company import Hit
from filon.leadmining.directory.searching import Count, Query, count, pick
from filon.leadmining.models import Dataset, MiningRequest


@dataclass(frozen=True)
class Preview:
    """What a request would find: how many, where it narrows to nothing, and five companies."""

    count: Count
    sample: list[Hit]
    has_directory: bool


def datasets() -> list[Dataset]:
    """The datasets that requests look into, the one known longest first; while one is loaded anew, as it was."""
    return list(Dataset.objects.filter(is_active=True).exclude(file="").order_by("pk"))


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
    found = datasets()
    files = [dataset.file for dataset in found]
    counted = count(files, query)
    sample: list[Hit] = []
    for dataset in found if counted.total else ():
        for hit in pick(dataset.pk, dataset.file, query, seed=dataset.pk):
            sample.append(hit)
            if len(sample) == 5:
                return Preview(counted, sample, has_directory=True)
    return Preview(counted, sample, has_directory=bool(found))


def _codes(values: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(str(getattr(value, "pk", value)) for value in values or ())
