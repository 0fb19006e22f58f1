"""What rows draw from: names with their folded forms, made once, because folding a million texts takes minutes."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from filon.config.demo.companies import COMPANIES
from filon.config.demo.people import LAST, MEN, WOMEN
from filon.config.demo.texts import ACCEPTANCES, ANSWERS, OFFERS, PROPOSALS, REFUSALS, REPLIES, VISITS
from filon.core.normalising import folded, sort_key

_STEMS = (
    "Agro", "Alfa", "Argeș", "Auto", "Bega", "Brad", "Carpat", "Cetate", "Cora", "Delta", "Dorna", "Elec", "Faur",
    "Fero", "Grani", "Hidro", "Iza", "Lemn", "Luna", "Mara", "Mobi", "Nord", "Olt", "Pan", "Poli", "Prut", "Rodna",
    "Sarmi", "Șoim", "Termo", "Tisa", "Trans", "Țara", "Uni", "Vest", "Vin", "Zim",
)  # fmt: skip
_ENDINGS = (
    "cons", "dor", "expert", "form", "gros", "instal", "lact", "lux", "mark", "metal", "nova", "pan", "prod", "rom",
    "serv", "solar", "tex", "trade", "vita", "zona",
)  # fmt: skip
_FORMS = ("SRL", "SRL", "SRL", "SRL", "SA")


class Name(NamedTuple):
    """A text as written, for search, and for order."""

    text: str
    folded: str
    key: str


def name(text: str) -> Name:
    """`text` with its derived forms."""
    return Name(text, folded(text), sort_key(text))


@dataclass(frozen=True)
class Pools:
    """Everything that rows are put together from."""

    titles: list[Name]
    companies: list[Name]
    stems: list[Name]
    firsts: list[Name]
    lasts: list[Name]
    towns: list[tuple[str, str, str]]
    bodies: list[str]
    days: list[str]


def pools(dice: Random, language: str, today: date) -> Pools:
    """Make the pools; `days` are the last five years, the latest first."""
    offers = [offer.title[language] for offer in OFFERS]
    titles = [
        name(offer.format(n=n, things=n, few=n, city=COMPANIES[n % len(COMPANIES)].city))
        for offer in offers
        for n in range(10, 90, 2)
    ]
    companies = [
        name(f"{stem}{ending} {number} {dice.choice(_FORMS)}") for stem in _STEMS for ending in _ENDINGS
        for number in range(1, 9)
    ]  # fmt: skip
    letters = [*ANSWERS, *REPLIES, *VISITS, *PROPOSALS, *ACCEPTANCES, *REFUSALS, *(offer.question for offer in OFFERS)]
    return Pools(
        titles=titles,
        companies=companies,
        stems=[name(f"{stem}{ending}") for stem in _STEMS for ending in _ENDINGS],
        firsts=[name(first) for first in (*WOMEN, *MEN)],
        lasts=[name(last) for last in LAST],
        towns=[(company.city, folded(company.city), company.county) for company in COMPANIES],
        bodies=[_body(dice, letters, language) for _number in range(2000)],
        days=[(today - timedelta(days=back)).isoformat() for back in range(5 * 365)],
    )


def _body(dice: Random, letters: list[dict[str, str]], language: str) -> str:
    chosen = dice.sample(letters, dice.choices((1, 2, 3), (6, 3, 1))[0])
    size = dice.randint(10, 90)
    return "\n\n".join(text[language].format(n=size, things=size, few=size // 5, city="Sibiu") for text in chosen)
