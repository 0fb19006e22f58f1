"""Brands and operators with their web sites, from the name suggestion index of OpenStreetMap: the starter directory.

The file is the npm package as the registry gives it; it brings its own licence, and Wikidata's web sites.
"""

import itertools
import json
import tarfile
from collections.abc import Iterator
from typing import Any, cast

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.sources import Source

_NAMES, _SITES = "package/dist/json/nsi.min.json", "package/dist/wikidata/wikidata.min.json"
_TREES = ("brands", "operators")


class NameSuggestionIndex:
    """Companies that people know by name and that have a web site, one row for each country where they are."""

    key = "name-suggestion-index"
    title = "Name suggestion index"
    licence = "BSD-3-Clause; Wikidata: CC0 1.0"
    attribution = "OpenStreetMap name-suggestion-index, Wikidata"
    source_url = "https://github.com/osmlab/name-suggestion-index"
    has_people = False

    def knows(self, sources: list[Source]) -> bool:
        """Whether the file is the npm package."""
        if len(sources) != 1 or not sources[0].label.endswith(".tgz"):
            return False
        try:
            with tarfile.open(sources[0].path) as package:
                return _NAMES in package.getnames()
        except tarfile.TarError:
            return False

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The companies in the package."""
        return itertools.islice(self._all(sources), options.skip, None)

    def _all(self, sources: list[Source]) -> Iterator[Company | Refused]:
        with tarfile.open(sources[0].path) as package:
            names, sites = _read(package, _NAMES)["nsi"], _read(package, _SITES)["wikidata"]
        for path, group in names.items():
            tree, _slash, tag = path.partition("/")
            industry = industries.of_openstreetmap(tag) if tree in _TREES else ""
            for item in group.get("items", []) if industry else []:
                yield from _companies(item, industry, tag, sites)


def _read(package: tarfile.TarFile, name: str) -> dict[str, Any]:
    stream = package.extractfile(name)
    if stream is None:
        raise KeyError(name)
    return cast(dict[str, Any], json.load(stream))


def _companies(item: dict[str, Any], industry: str, tag: str, sites: dict[str, Any]) -> Iterator[Company | Refused]:
    tags = item.get("tags", {})
    known = sites.get(tags.get("brand:wikidata") or tags.get("operator:wikidata") or "", {})
    website = known.get("identities", {}).get("website", "") or next(iter(known.get("officialWebsites", [])), "")
    for country in _countries(item) if website else ():
        try:
            yield finished(
                Company(
                    source_key=f"{item['id']}:{country}",
                    name=tags.get("operator") or tags.get("brand") or item.get("displayName", ""),
                    country=country,
                    class_scheme="OSM",
                    class_code=tag,
                    industry=industry,
                    industry_confidence="source",
                    website=website,
                    linkedin=_linkedin(known),
                )
            )
        except Refused as refusal:
            yield refusal


def _linkedin(known: dict[str, Any]) -> str:
    name = known.get("identities", {}).get("linkedin", "")
    return f"https://www.linkedin.com/company/{name}" if name else ""


def _countries(item: dict[str, Any]) -> list[str]:
    """The countries that an item names; one for the whole world belongs to none."""
    places = item.get("locationSet", {}).get("include", [])
    return [place.upper() for place in places if isinstance(place, str) and len(place) == 2 and place.isalpha()]
