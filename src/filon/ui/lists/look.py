"""What a list needs to know about the one who looks at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from filon.core import clock

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """One look at a list: the user, and the day and zone where he is."""

    user: Any
    today: date
    zone: str
    _known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gave when it was first asked for under `key` in this look."""
        if key not in self._known:
            self._known[key] = make()
        found: T = self._known[key]
        return found


def look_of(user: Any) -> Look:
    """The look of `user` at this moment, in the zone that is active for the request."""
    zone = timezone.get_current_timezone_name()
    return Look(user, clock.today(zone), zone)
