"""A bell that wakes the workers of this process. A ring that nobody hears costs a second, never a job."""

from threading import Condition


class Bell:
    """Rings are counted, so one between looking for work and lying down is not missed."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        """How often it has rung so far; note it before looking for work."""
        return self._rings

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self._condition:
            self._rings += 1
            self._condition.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Sleep until it has rung more than `heard` times, at most `seconds`."""
        with self._condition:
            self._condition.wait_for(lambda: self._rings != heard, timeout=seconds)


bell = Bell()
