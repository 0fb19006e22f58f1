"""CUI and VAT numbers: the check digit where the country has one, one way of writing, one way of comparing."""

import re
from typing import Any

from django.utils.translation import gettext as _
from stdnum import exceptions, get_cc_module
from stdnum.eu import vat as eu_vat
from stdnum.ro import cui

_NOISE = re.compile(r"[\s.\-/_]+")
_REGISTERED_UNTIL = re.compile(r"([JFC])\s*(\d{1,2})\s*/\s*(\d{1,6})\s*/\s*(\d{4})")
_REGISTERED_SINCE = re.compile(r"([JFC])(\d{4})(\d{6})(\d{2})\d")
_ROMANIAN = re.compile(r"(RO)?\d{2,10}", re.IGNORECASE)


def tidied(number: str, country: str) -> str:
    """The number as people at its home write it: `RO 14399840` as `RO14399840`. `country` is ISO 3166-1."""
    bare = _NOISE.sub("", number).upper()
    return bare if bare.isascii() and (country == "RO" or _is_european(bare)) else number.strip()


def fault(number: str, country: str) -> str:
    """Why the number cannot be one of `country`; "" when it can, or when we do not know that country's numbers."""
    if not number:
        return ""
    bare = _NOISE.sub("", number).upper()
    if _ROMANIAN.fullmatch(bare) and (country == "RO" or bare.startswith("RO")):
        return "" if cui.is_valid(bare) else _("This CUI has a wrong check digit. Look at its figures again.")
    if country == "RO" and bare.isdecimal():
        return _("A CUI has at most ten figures.")
    module = _module(bare, country)
    if module is None:
        return ""
    try:
        module.validate(bare)
    except exceptions.ValidationError:
        return _("This is not a VAT number of that country. Look at its figures again.")
    return ""


def comparable(number: str, country: str) -> str:
    """The number for comparing: `RO14399840`, `ro 14399840` and `14399840` at home are one; "" for none."""
    bare = _NOISE.sub("", number).upper()
    if not bare:
        return ""
    if _ROMANIAN.fullmatch(bare) and (country in ("", "RO") or bare.startswith("RO")):
        return f"RO{bare.removeprefix('RO').lstrip('0')}"
    return bare if bare[:2].isalpha() else f"{country}{bare}"


def comparable_registration(number: str) -> str:
    """A number of the register for comparing; the Romanian one is the same as it was written until 2024 and since.

    `J12/345/2001` became `J2001000345120`: year, number in six figures, county, check digit.
    """
    bare = "".join(letter for letter in number.upper() if letter.isalnum())
    if since := _REGISTERED_SINCE.fullmatch(bare):
        kind, year, count, county = since.groups()
    elif until := _REGISTERED_UNTIL.fullmatch(number.strip().upper()):
        kind, county, count, year = until.groups()
    else:
        return bare
    return f"{kind}{int(county)}/{int(count)}/{year}"


def _is_european(bare: str) -> bool:
    return bare[:2].lower() in eu_vat.MEMBER_STATES or bare.startswith("EL")


def _module(bare: str, country: str) -> Any:
    """Who knows the numbers of the country that the number or the contact names."""
    code = bare[:2].lower() if bare[:2].isalpha() and _is_european(bare) else ""
    if code:
        return eu_vat
    return get_cc_module(country.lower(), "vat") if country and bare[:2].isalpha() else None
