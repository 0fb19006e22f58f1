"""Names and counties of registers, compared as contacts compare theirs."""

from functools import lru_cache

from filon.contacts.services.likeness import parts_of
from filon.core.normalising import folded

_parts_of = parts_of.__wrapped__  # a load has millions of names, each once: keeping them would only cost memory

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
    """The telling words of a company's name: „S.C. Ore & Fii S.R.L.” becomes `ore fii`, as contacts compare it."""
    return " ".join(_parts_of(name, True).words)


@lru_cache(maxsize=512)
def county_code(name: str) -> str:
    """The code of a Romanian county by its name, as registers write it: „Bucureşti Sectorul 3”, „JUD. CLUJ”."""
    text = folded(name).removeprefix("jud.").removeprefix("judetul").removeprefix("municipiul").strip()
    return COUNTIES.get(text) or ("RO-B" if text.startswith("bucuresti") else "")
