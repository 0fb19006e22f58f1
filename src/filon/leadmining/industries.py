"""The 30 industries, in both languages, and how the schemes of registers lead to them."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

_FILE = Path(__file__).parent / "data" / "industry_groups.json"

_SIC_RANGES = (
    (100, 999, "agriculture"),
    (1000, 1499, "mining-oil-gas"),
    (1500, 1799, "construction"),
    (2000, 2199, "food-beverage"),
    (2200, 2399, "consumer-goods"),
    (2400, 2799, "wood-paper-furniture"),
    (2833, 2836, "pharma-biotech"),
    (2800, 2899, "chemicals-plastics"),
    (3000, 3199, "consumer-goods"),
    (3200, 3499, "metals-materials"),
    (3500, 3599, "machinery"),
    (3600, 3699, "electronics"),
    (3700, 3799, "automotive"),
    (4000, 4799, "transport-logistics"),
    (4800, 4899, "telecom"),
    (4900, 4999, "energy-utilities"),
    (5000, 5199, "wholesale"),
    (5800, 5899, "hospitality"),
    (5200, 5999, "retail"),
    (6500, 6599, "real-estate"),
    (6000, 6799, "finance-insurance"),
    (7000, 7099, "hospitality"),
    (7370, 7379, "software-it"),
    (7300, 7399, "business-services"),
    (8000, 8099, "health"),
    (8200, 8299, "education"),
    (8100, 8799, "professional"),
    (9100, 9999, "public-sector"),
)
"""United States SIC, the narrower range first."""


@dataclass(frozen=True)
class Industry:
    """One of the groups that people choose from."""

    slug: str
    name_en: str
    name_ro: str

    def __str__(self) -> str:
        return self.name_ro if (get_language() or "").startswith("ro") else self.name_en


@dataclass(frozen=True)
class _Schemes:
    industries: dict[str, Industry]
    nace: dict[str, str]
    gics: dict[str, str]
    linkedin: dict[str, str]
    openstreetmap: dict[str, str]


@lru_cache(maxsize=1)
def _schemes() -> _Schemes:
    groups = json.loads(_FILE.read_text(encoding="utf-8"))["groups"]
    return _Schemes(
        {group["slug"]: Industry(group["slug"], group["name_en"], group["name_ro"]) for group in groups},
        {prefix: group["slug"] for group in groups for prefix in group["nace_prefixes"]},
        {name.casefold(): group["slug"] for group in groups for name in group["gics_industries"]},
        {name.casefold(): group["slug"] for group in groups for name in group["linkedin_v1"]},
        {value: group["slug"] for group in groups for value in group["osm"]},
    )


def industries() -> list[Industry]:
    """All of them, in the order of the classification of economic activities."""
    return list(_schemes().industries.values())


def industry(slug: str) -> Industry | None:
    """The industry with this slug."""
    return _schemes().industries.get(slug)


@lru_cache(maxsize=4096)
def of_nace(code: str, revision: int) -> str:
    """The industry of a class of NACE or CAEN, "" when unknown. Revision 3 is NACE Rev. 2.1, in force since 2025."""
    digits, prefixes = re.sub(r"\D", "", code), _schemes().nace
    for length in range(len(digits), 1, -1):
        prefix = digits[:length]
        found = (prefixes.get(f"{prefix}_R3") if revision >= 3 else None) or prefixes.get(prefix)
        if found:
            return found
    return ""


def of_sic(code: str) -> str:
    """The industry of a United States SIC code."""
    number = int(code) if code.isdecimal() else 0
    return next((slug for low, high, slug in _SIC_RANGES if low <= number <= high), "")


def of_gics(name: str) -> str:
    """The industry of a GICS industry's name."""
    return _schemes().gics.get(name.casefold(), "")


def of_linkedin(name: str) -> str:
    """The industry of a LinkedIn industry's name, first edition."""
    return _schemes().linkedin.get(name.casefold(), "")


def of_openstreetmap(tag: str) -> str:
    """The industry of a tag of OpenStreetMap such as `office/estate_agent`."""
    return _schemes().openstreetmap.get(tag, "")
