"""Registries: how a higher room takes part in a lower one without the lower one knowing it."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things in the order of registration. Registering a name twice is a programming error."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, T] = {}

    def register(self, name: str, item: T) -> T:
        """Add `item` under `name` and return it."""
        if name in self._items:
            raise LookupError(f"{self.what} {name!r} is registered twice")
        self._items[name] = item
        return item

    def __getitem__(self, name: str) -> T:
        try:
            return self._items[name]
        except KeyError:
            raise LookupError(f"no {self.what} {name!r}; known: {', '.join(self._items)}") from None

    def get(self, name: str) -> T | None:
        """The item called `name`, or None."""
        return self._items.get(name)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def names(self) -> list[str]:
        """The names, in the order of registration."""
        return list(self._items)
