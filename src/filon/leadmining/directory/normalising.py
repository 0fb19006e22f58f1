"""Names, domains and counties of registers made comparable."""

import re
from functools import lru_cache

from filon.core.normalising import folded

_FORMS = re.compile(
    r"\b(?:s\.?\s?r\.?\s?l\.?(?:-d)?|s\.?\s?a\.?|s\.?n\.?c\.?|s\.?c\.?s\.?|pfa|i\.?i\.?|i\.?f\.?|ltd|limited|plc|llc|inc"
    r"|gmbh|ag|oy|ou|as|sia|bv|nv|sarl|sas|spa|kft|zrt|doo|ood)\.?$"
)
_NOISE = re.compile(r"[^a-z0-9]+")
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/\s:?#@]+\.[a-z]{2,})", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:s\.?\s?c\.?\s+)")

COUNTIES = {
    folded(name): f"RO-{code}"
    for code, name in (
        ("AB", "Alba"), ("AR", "Arad"), ("AG", "Argeș"), ("BC", "Bacău"), ("BH", "Bihor"), ("BN", "Bistrița-Năsăud"),
        ("BR", "Brăila"), ("BT", "Botoșani"), ("BV", "Brașov"), ("BZ", "Buzău"), ("CJ", "Cluj"), ("CL", "Călărași"),
        ("CS", "Caraș-Severin"), ("CT", "Constanța"), ("CV", "Covasna"), ("DB", "Dâmbovița"), ("DJ", "Dolj"),
        ("GJ", "Gorj"), ("GL", "Galați"), ("GR", "Giurgiu"), ("HD", "Hunedoara"), ("HR", "Harghita"), ("IF", "Ilfov"),
        ("IL", "Ialomița"), ("IS", "Iași"), ("MH", "Mehedinți"), ("MM", "Maramureș"), ("MS", "Mureș"), ("NT", "Neamț"),
        ("OT", "Olt"), ("PH", "Prahova"), ("SB", "Sibiu"), ("SJ", "Sălaj"), ("SM", "Satu Mare"), ("SV", "Suceava"),
        ("TL", "Tulcea"), ("TM", "Timiș"), ("TR", "Teleorman"), ("VL", "Vâlcea"), ("VN", "Vrancea"), ("VS", "Vaslui"),
        ("B", "București"),
    )
}  # fmt: skip
"""ISO 3166-2 codes of the Romanian counties, by their folded names."""


def name_key(name: str) -> str:
    """The name without legal form, case, diacritics and punctuation: „S.C. Ore & Fii S.R.L.” becomes `ore fii`."""
    text = folded(name).strip(' "„”')
    bare = _FORMS.sub("", _PREFIX.sub("", text)).strip(" .,-")
    return _NOISE.sub(" ", bare or text).strip()


def domain_of(website: str) -> str:
    """The domain of a web address, without `www.`; "" when there is none."""
    found = _HOST.match(website.strip())
    return found.group(1).lower() if found else ""


@lru_cache(maxsize=512)
def county_code(name: str) -> str:
    """The code of a Romanian county by its name, as registers write it: „Bucureşti Sectorul 3”, „JUD. CLUJ”."""
    text = folded(name).removeprefix("jud.").removeprefix("judetul").removeprefix("municipiul").strip()
    return COUNTIES.get(text) or ("RO-B" if text.startswith("bucuresti") else "")
