"""Brands and operators with their web sites, from the name suggestion index of OpenStreetMap: the starter directory.

The file is `dist/nsi.json` of the npm package, which carries its own licence and Wikidata's values.
"""

import json
from collections.abc import Iterator
from typing import Any

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.sources import Source


class NameSuggestionIndex:
    """Companies that people know by name, one row for each country where they are."""

    key = "name-suggestion-index"
    title = "name-suggestion-index"
    licence = "BSD-3-Clause"
    attribution = "OpenStreetMap name-suggestion-index"
    source_url = "https://github.com/osmlab/name-suggestion-index"
    quality = 40
    has_people = False

    def knows(self, sources: list[Source]) -> bool:
        """Whether the file is the package's own."""
        return len(sources) == 1 and '"nsi":' in (head := sources[0].head()[:4000]) and '"_meta"' in head

    def rows(self, sources: list[Source], _options: Options) -> Iterator[Company | Refused]:
        """The companies in the file."""
        with sources[0].opened() as stream:
            tree: dict[str, Any] = json.load(stream)["nsi"]
        for path, group in tree.items():
            industry = industries.of_openstreetmap(path.split("/", 1)[1])
            for item in group.get("items", []) if industry else []:
                for country in _countries(item):
                    try:
                        yield _company(item, country, industry, path)
                    except Refused as refusal:
                        yield refusal


def _countries(item: dict[str, Any]) -> list[str]:
    """The countries that an item names; one for the whole world belongs to none."""
    places = item.get("locationSet", {}).get("include", [])
    return [place.upper() for place in places if isinstance(place, str) and len(place) == 2 and place.isalpha()]


def _company(item: dict[str, Any], country: str, industry: str, path: str) -> Company:
    tags = item.get("tags", {})
    return finished(
        Company(
            source_key=f"{item['id']}:{country}",
            name=tags.get("operator") or tags.get("brand") or item.get("displayName", ""),
            country=country,
            class_scheme="OSM",
            class_code=path.split("/", 1)[1],
            industry=industry,
            industry_confidence="source",
            website=tags.get("website", "") or tags.get("brand:website", ""),
        )
    )
