"""What a process has seen lately and need not look at again for a while, such as that a word is common."""

import time
from collections.abc import Hashable


class Remembered:
    """Facts by key, each for `seconds`, at most `most` of them: for what changes slowly and harms nobody stale."""

    def __init__(self, *, seconds: float, most: int = 1000) -> None:
        self._seconds, self._most = seconds, most
        self._until: dict[Hashable, float] = {}

    def __contains__(self, key: Hashable) -> bool:
        """Whether `key` was added within the last `seconds`."""
        return self._until.get(key, 0.0) > time.monotonic()

    def add(self, key: Hashable) -> None:
        """Remember `key` from now on."""
        if len(self._until) >= self._most:
            self._until = {}
        self._until[key] = time.monotonic() + self._seconds
