"""Between the clock on the wall and UTC, as RFC 5545 §3.3.5 says: what programs that read our feed also do."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """The IANA names that this machine knows."""
    return frozenset(available_timezones())


def checked_zone(name: str) -> str:
    """`name` if it is a time zone; DomainError otherwise."""
    if name not in known_zones():
        raise DomainError(
            _("“%(name)s” is not a time zone such as Europe/Bucharest.") % {"name": name[:64]}, field="zone"
        )
    return name


def to_utc(wall: datetime, zone: str) -> datetime:
    """The moment at which the clock in `zone` shows `wall` (which carries no zone).

    What it shows twice, in autumn, is the first time; what it never shows, in spring, is so much later as the clock
    was put forward: 03:30 becomes 04:30.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_wall(moment: datetime, zone: str) -> datetime:
    """What the clock in `zone` shows at `moment`, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def exists(wall: datetime, zone: str) -> bool:
    """Whether the clock in `zone` ever shows `wall`."""
    return to_wall(to_utc(wall, zone), zone) == wall


def day_start(day: date) -> datetime:
    """How the start of a whole day is kept: midnight in UTC, whatever the zone."""
    return datetime.combine(day, time(), UTC)
