"""Hooks: a room announces what it is about to do, and rooms above take part, or refuse by raising."""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Hook(Generic[P]):
    """One announced act. Receivers run in the caller's transaction and change-set, in order of registration."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._receivers: list[Callable[P, None]] = []

    def register(self, receiver: Callable[P, None]) -> Callable[P, None]:
        """Add `receiver`; usable as a decorator."""
        self._receivers.append(receiver)
        return receiver

    def run(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every receiver; the first one that raises stops the act."""
        for receiver in self._receivers:
            receiver(*args, **kwargs)
