"""One lock for all who write to one SQLite file from this process, in the order in which they came.

SQLite itself makes writers wait by trying again after growing pauses, so that under load an unlucky thread may starve
until its time is up. Here the lock is handed to whoever has waited longest.
"""

import threading
from collections import deque


class WriteLock:
    """A lock that is handed over in order. It belongs to a connection, not to a thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_held = False

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for it, so that a long piece of work should end soon."""
        return bool(self._waiting)

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn for at most `timeout` seconds; False if it did not come."""
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._guard:
            if turn.is_set():
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        """Hand the lock to whoever has waited longest, if anybody waits."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False


_locks: dict[str, WriteLock] = {}
_guard = threading.Lock()


def write_lock(database: str) -> WriteLock:
    """The lock of the SQLite file called `database`."""
    with _guard:
        return _locks.setdefault(database, WriteLock())
