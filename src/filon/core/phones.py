"""Phone numbers: one form to store and compare (E.164), and the form that people at home write and read."""

from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat


def e164(text: str, country: str) -> str:
    """The number in `text` in E.164, such as `+40722333444`, or "" if there is no valid one.

    A number without a country code is one of `country` (ISO 3166-1). `00` and a bare country code are understood.
    """
    number = _parsed(text, country)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else ""


def shown(text: str, country: str, home: str) -> str:
    """The number in `text` as people in `home` write it: nationally if it is one of theirs, else with its code.

    What is not a valid number stays as it was typed. `country` is where a number without a code belongs.
    """
    number = _parsed(text, country)
    if number is None:
        return text.strip()
    at_home = phonenumbers.region_code_for_number(number) == home
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )


@lru_cache(maxsize=4096)
def _parsed(text: str, country: str) -> PhoneNumber | None:
    typed = text.strip()
    if not typed:
        return None
    digits = "".join(letter for letter in typed if letter.isdigit())
    for candidate in (typed, f"+{digits.removeprefix('00')}"):
        try:
            number = phonenumbers.parse(candidate, country or None)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
    return None
