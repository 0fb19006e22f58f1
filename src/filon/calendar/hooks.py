"""Where rooms above say more about calendars."""

from collections.abc import Callable, Iterable

from filon.core.registry import Registry

colourings: "Registry[Callable[[Iterable[int]], dict[int, int]]]" = Registry("colouring of the calendar")
"""By key: from the ids of users to the hue, 1 to 8, in which their meetings are drawn; such as that of their team."""
