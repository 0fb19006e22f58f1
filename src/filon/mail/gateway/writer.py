"""The writer: commits the messages that several connections bring at once in one transaction."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, Queue

import structlog
from django.db import close_old_connections, connections

from filon.mail.services.receiving import Arrival, record_arrivals

BATCH = 50

log = structlog.get_logger("filon.mail")


class LedgerWriter:
    """A thread that puts messages on the ledger. A future is done when its message is committed, not before."""

    def __init__(self) -> None:
        self._queue: Queue[tuple[Arrival, Future[int]] | None] = Queue()
        self._thread = threading.Thread(target=self._work, name="filon-ledger", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Commit what is waiting, then end."""
        self._queue.put(None)
        self._thread.join(10)

    def commit(self, arrival: Arrival) -> "Future[int]":
        """The id of the ledger row, once it is committed; an exception when it cannot be."""
        future: Future[int] = Future()
        self._queue.put((arrival, future))
        return future

    def _work(self) -> None:
        try:
            while (first := self._queue.get()) is not None:
                batch = [first]
                is_last = False
                while len(batch) < BATCH and not is_last:
                    try:
                        following = self._queue.get_nowait()
                    except Empty:
                        break
                    if following is None:
                        is_last = True
                    else:
                        batch.append(following)
                self._write(batch)
                if is_last:
                    return
        finally:
            connections.close_all()

    def _write(self, batch: Sequence[tuple[Arrival, "Future[int]"]]) -> None:
        close_old_connections()
        try:
            rows = record_arrivals(arrivals=[arrival for arrival, _future in batch])
        except Exception as error:
            if len(batch) > 1:
                # One message may be the cause; the others are not to suffer for it.
                for one in batch:
                    self._write([one])
                return
            log.exception("message_not_stored", digest=batch[0][0].digest)
            batch[0][1].set_exception(error)
            return
        for (_arrival, future), row in zip(batch, rows, strict=True):
            future.set_result(row.pk)
