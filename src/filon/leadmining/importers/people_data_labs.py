"""People Data Labs' free company dataset: JSON lines, or CSV whose quotes are escaped by backslashes."""

import csv
import itertools
import json
from collections.abc import Iterator

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.directory.normalising import county_code
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.countries import country_code
from filon.leadmining.importers.sources import Source

_FIELDS = {"id", "website", "name", "size", "locality", "region", "country", "industry"}


class PeopleDataLabs:
    """Companies of the world, with size and web site."""

    key = "people-data-labs"
    title = "People Data Labs"
    licence = "CC BY 4.0"
    attribution = "People Data Labs, free company dataset"
    source_url = "https://docs.peopledatalabs.com/docs/free-company-dataset"
    has_people = False

    def knows(self, sources: list[Source]) -> bool:
        """Whether each file's first row has the dataset's fields."""
        return bool(sources) and all(_first_fields(source) >= _FIELDS for source in sources)

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The companies in the files."""
        rows = itertools.chain.from_iterable(_read(source) for source in sources)
        for row in itertools.islice(rows, options.skip, None):
            try:
                yield _company(row)
            except Refused as refusal:
                yield refusal


def _first_fields(source: Source) -> set[str]:
    first = source.head().split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return {name.strip('"') for name in first.split(",")}
    try:
        return set(json.loads(first))
    except ValueError:
        return set()


def _read(source: Source) -> Iterator[dict[str, str]]:
    with source.text() as stream:
        if source.head().startswith("{"):
            for line in stream:
                yield _parsed(line)
            return
        reader = csv.DictReader(stream, escapechar="\\", doublequote=False)
        yield from ({key: value or "" for key, value in row.items() if key} for row in reader)


def _parsed(line: str) -> dict[str, str]:
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return {key: str(value) if value is not None else "" for key, value in row.items()} if isinstance(row, dict) else {}


def _company(row: dict[str, str]) -> Company:
    if not row:
        raise Refused("broken")
    low, _dash, high = row.get("size", "").partition("-")
    least = low.strip().rstrip("+")
    name, country = row.get("name", ""), country_code(row.get("country", ""))
    return finished(
        Company(
            source_key=row.get("id", "").strip(),
            name=name.title() if name.islower() else name,
            country=country,
            state=county_code(row.get("region", "")) if country == "RO" else "",
            city=row.get("locality", "").title(),
            class_scheme="LinkedIn",
            class_code=row.get("industry", ""),
            industry=industries.of_linkedin(row.get("industry", "")),
            industry_confidence="source",
            employees_min=int(least) if least.isdecimal() else None,
            employees_max=int(high) if high.strip().isdecimal() else None,
            founded=row.get("founded", ""),
            website=row.get("website", ""),
            linkedin=row.get("linkedin_url", ""),
        )
    )
