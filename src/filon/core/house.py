"""What holds where nobody has chosen: the language and the time zone of the house.

The room that keeps the company's settings registers where they are read; without it the environment's hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class House:
    """The language (one of LANGUAGES) and the IANA time zone of the company."""

    language: str
    time_zone: str


def house_of_the_environment() -> House:
    """What FILON_LANGUAGE and FILON_TIME_ZONE say."""
    return House(settings.LANGUAGE_CODE, settings.TIME_ZONE)


_source: Callable[[], House] = house_of_the_environment


def register_house(source: Callable[[], House]) -> None:
    """Read the house's language and zone from `source` from now on."""
    global _source
    _source = source


def house() -> House:
    """The house as it is now; costs a query."""
    return _source()
