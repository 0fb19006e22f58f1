"""The worker: threads that run jobs, one that keeps their leases and one that takes the schedules' turns."""

from collections.abc import Callable
from threading import Event, Lock, Thread

import structlog
from django.db import close_old_connections, connections

from filon.jobs.models import Job
from filon.jobs.schedules import take_turns
from filon.jobs.services import running
from filon.jobs.waking import bell

POLL = 1.0
HEARTBEAT = 10.0

log = structlog.get_logger("filon.jobs")


class Worker:
    """Runs due jobs in `threads` threads of this process until it is stopped.

    `is_alone`: there is no other worker, as in the process that serves everything, so that jobs which a killed
    process left behind are taken up at once.
    """

    def __init__(self, threads: int = 2, *, is_alone: bool = False) -> None:
        self._is_alone = is_alone
        self._stopping = Event()
        self._lock = Lock()
        self._running: dict[int, Job] = {}
        loops = [("jobs", self._work)] * threads + [("leases", self._keep_leases), ("schedules", self._keep_time)]
        self._threads = [
            Thread(target=self._guarded, args=(loop,), name=f"filon-{name}", daemon=True) for name, loop in loops
        ]

    def start(self) -> None:
        """Start the threads."""
        if self._is_alone:
            running.recover(except_for=[], is_alone=True)
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 1.5) -> bool:
        """Take no more jobs and give the running ones so many seconds; says whether all have ended.

        What still runs then keeps its lease, and is taken up again by whoever comes next.
        """
        self._stopping.set()
        bell.ring()
        for thread in self._threads:
            thread.join(seconds / len(self._threads) if seconds else 0)
        return not any(thread.is_alive() for thread in self._threads)

    def _guarded(self, loop: Callable[[], float]) -> None:
        """Repeat `loop`, which says how long to rest, and outlive a database that is away."""
        try:
            while not self._stopping.is_set():
                heard = bell.rings
                close_old_connections()
                try:
                    rest = loop()
                except Exception:  # a worker outlives whatever happens to it
                    log.exception("worker_stumbled")
                    rest = POLL
                if loop == self._work and rest:
                    bell.wait(heard, rest)
                elif rest:
                    self._stopping.wait(rest)
        finally:
            connections.close_all()

    def _work(self) -> float:
        job = running.claim()
        if job is None:
            return POLL
        with self._lock:
            self._running[job.pk] = job
        try:
            running.run(job)
        finally:
            with self._lock:
                self._running.pop(job.pk, None)
        return 0

    def _keep_leases(self) -> float:
        with self._lock:
            mine = list(self._running.values())
        if mine:
            running.extend_leases(mine)
        running.recover(except_for=mine)
        return HEARTBEAT

    def _keep_time(self) -> float:
        return take_turns()
