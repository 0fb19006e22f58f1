"""Where somebody is: the county tells the country, and of Bucharest the sector stands for the town."""

import re
from typing import Protocol

from django.utils.translation import gettext as _

from filon.core.normalising import folded
from filon.organisation.models import Subdivision

BUCHAREST = "RO-B"
SECTORS = tuple(f"Sector {number}" for number in range(1, 7))
_TOWN = r"(?:mun(?:icipiul|\.)?\s*)?bucuresti"
_SECTOR = re.compile(rf"(?:{_TOWN}\W*)?sect?(?:or(?:ul)?)?\W*(\d+)(?:\W*{_TOWN})?")


class Placed(Protocol):
    """A contact or a lead, as far as its place goes."""

    city: str
    state: Subdivision | None
    state_id: str | None
    country_id: str | None


def settle_place(row: Placed, home: str) -> None:
    """Set the country of the county, and of a sector of Bucharest the county; „sect. 3” becomes „Sector 3”."""
    country = row.country_id or (row.state.country_id if row.state else home)
    sector = _SECTOR.fullmatch(folded(row.city))
    if sector and country == "RO" and row.state_id in (None, BUCHAREST):
        row.city, row.state_id = f"Sector {int(sector[1])}", BUCHAREST
    if row.state and not row.country_id:
        row.country_id = row.state.country_id


def state_fault(row: Placed) -> str:
    """What is wrong with the county, in a sentence; "" for nothing."""
    if row.state is None or row.state.country_id == row.country_id:
        return ""
    return _("%(county)s is not in this country.") % {"county": row.state.name}


def city_fault(row: Placed) -> str:
    """What is wrong with the sector of Bucharest, in a sentence; "" for nothing."""
    if row.state_id != BUCHAREST or row.city in SECTORS or not _SECTOR.fullmatch(folded(row.city)):
        return ""
    return _("Bucharest has the sectors 1 to 6.")
