"""Where rooms above say more about calendars."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from filon.core.registry import Registry


@dataclass(frozen=True)
class Colouring:
    """What the colours of the calendar may mean beside persons and types, such as teams.

    `key` stands in the calendar's address. `hues` gives for ids of users the hue, 1 to 8, in which their meetings are
    drawn; `legend` the names of the hues.
    """

    key: str
    label: Any
    hues: Callable[[Iterable[int]], dict[int, int]]
    legend: Callable[[], list[tuple[str, int]]]


colourings: Registry[Colouring] = Registry("colouring of the calendar")
